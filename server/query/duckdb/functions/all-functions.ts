import { type AddressKnowledge, addressFunctions } from './address-functions.ts';
import { BINARY_FUNCTIONS } from './binary-functions.ts';
import { DISPLAY_FUNCTIONS } from './display-functions.ts';
import { jsonFunctions } from './json-functions.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { PARSE_TIME } from './parse-time.ts';
import type { SqlFunction } from './sql-function.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { TIME_FUNCTIONS } from './time-functions.ts';
import { URL_FUNCTIONS } from './url-functions.ts';

/** Every function that compiled queries call; the engine registers them once per database. */
export function sqlFunctions(known: AddressKnowledge = {}): readonly SqlFunction[] {
  return [
    ...TEXT_FUNCTIONS,
    ...TIME_FUNCTIONS,
    ...PARSE_TIME,
    ...jsonFunctions(),
    ...NUMBER_FUNCTIONS,
    ...URL_FUNCTIONS,
    ...addressFunctions(known),
    ...BINARY_FUNCTIONS,
    ...DISPLAY_FUNCTIONS,
  ];
}
