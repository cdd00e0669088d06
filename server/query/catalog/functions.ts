import type { FunctionEntry } from './function-entry.ts';
import { AGGREGATE_FUNCTIONS } from './functions/aggregate.ts';
import { APPROXIMATE_FUNCTIONS } from './functions/approximate.ts';
import { ARRAY_FUNCTIONS, LAMBDA_FUNCTIONS } from './functions/array.ts';
import { BINARY_FUNCTIONS } from './functions/binary.ts';
import { BITWISE_FUNCTIONS } from './functions/bitwise.ts';
import { COMPARISON_FUNCTIONS } from './functions/comparison-over-time.ts';
import { CONDITIONAL_FUNCTIONS } from './functions/conditional.ts';
import { DATE_AND_TIME_FUNCTIONS } from './functions/date-and-time.ts';
import { IP_FUNCTIONS, SECURITY_FUNCTIONS } from './functions/ip.ts';
import { JSON_FUNCTIONS } from './functions/json.ts';
import { MAP_FUNCTIONS } from './functions/map.ts';
import { MATHEMATICS_FUNCTIONS, STATISTICS_FUNCTIONS } from './functions/mathematics.ts';
import { REGULAR_EXPRESSION_FUNCTIONS } from './functions/regular-expression.ts';
import { REMAINING_FUNCTIONS } from './functions/remaining.ts';
import { STRING_FUNCTIONS } from './functions/string.ts';
import { URL_FUNCTIONS } from './functions/url.ts';
import { WINDOW_FUNCTIONS } from './functions/window.ts';
import { readSignature, type Signature } from './read-signature.ts';

/** Every function of section 5 of the reference of the language, one entry a name. */
export const FUNCTIONS: readonly FunctionEntry[] = [
  ...AGGREGATE_FUNCTIONS,
  ...APPROXIMATE_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...REGULAR_EXPRESSION_FUNCTIONS,
  ...DATE_AND_TIME_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...LAMBDA_FUNCTIONS,
  ...MAP_FUNCTIONS,
  ...MATHEMATICS_FUNCTIONS,
  ...STATISTICS_FUNCTIONS,
  ...IP_FUNCTIONS,
  ...SECURITY_FUNCTIONS,
  ...URL_FUNCTIONS,
  ...COMPARISON_FUNCTIONS,
  ...WINDOW_FUNCTIONS,
  ...BITWISE_FUNCTIONS,
  ...BINARY_FUNCTIONS,
  ...REMAINING_FUNCTIONS,
];

const BY_NAME: ReadonlyMap<string, FunctionEntry> = new Map(FUNCTIONS.map(f => [f.name, f]));
const SIGNATURES: ReadonlyMap<string, readonly Signature[]> = new Map(FUNCTIONS.map(f => [f.name, f.signatures.map(readSignature)]));

/** The function of a name, without regard to case. */
export const functionNamed = (name: string): FunctionEntry | undefined => BY_NAME.get(name.toLowerCase());

/** The signatures of a function, read. */
export const signaturesOf = ({ name }: Pick<FunctionEntry, 'name'>): readonly Signature[] => SIGNATURES.get(name) ?? [];
