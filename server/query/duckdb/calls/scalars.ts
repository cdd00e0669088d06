import type { CallEmitter } from '../call-site.ts';
import { ADDRESSES } from './addresses.ts';
import { ARRAYS } from './arrays.ts';
import { BINARY } from './binary.ts';
import { BITS } from './bits.ts';
import { CONDITIONS } from './conditions.ts';
import { DISPLAY } from './display.ts';
import { JSON_CALLS } from './json.ts';
import { MAPS } from './maps.ts';
import { NUMBERS } from './numbers.ts';
import { PATTERNS } from './patterns.ts';
import { TEXTS } from './texts.ts';
import { TIMES } from './times.ts';
import { URLS } from './urls.ts';

/** Functions of a row. */
export const SCALARS: Readonly<Record<string, CallEmitter>> = {
  ...TEXTS,
  ...PATTERNS,
  ...TIMES,
  ...JSON_CALLS,
  ...CONDITIONS,
  ...ARRAYS,
  ...MAPS,
  ...NUMBERS,
  ...BITS,
  ...BINARY,
  ...URLS,
  ...ADDRESSES,
  ...DISPLAY,
};
