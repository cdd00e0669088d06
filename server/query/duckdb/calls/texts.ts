import type { CallEmitter, CallSite } from '../call-site.ts';
import { concatenate } from '../concatenate.ts';
import { CannotCompile, callFunction, failure, literalInteger, literalText } from '../emission.ts';
import { literal } from '../sql-text.ts';
import { native, registered } from './same-arguments.ts';

/** What Java calls white space: DuckDB strips blanks only. */
export const BLANKS = literal(
  ' \t\n\v\f\r\u001c\u001d\u001e\u001f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000',
);

const stripped =
  (name: string): CallEmitter =>
  site =>
    `${name}(${site.arg(0)}, ${site.count > 1 ? site.arg(1) : BLANKS})`;

/** One character stays one character: DuckDB makes ẞ of ß. */
const upper: CallEmitter = site => {
  const x = site.arg(0);
  return `CASE WHEN contains(${x}, 'ß') THEN ${callFunction(site.e, 'sls_upper', x)} ELSE upper(${x}) END`;
};

/** Longer fillings would cost more memory than they are worth. */
const LONGEST = 1_000_000;

const padded =
  (name: string): CallEmitter =>
  site => {
    const pad = literalText(site.node(2));
    if (pad === '') throw new CannotCompile(site.node(2).range, 'The text to fill up with must not be empty.');
    const [x, size, filler] = site.args();
    const wrong = failure(site.e, `A text is filled up to between 0 and ${LONGEST} characters, with a text that is not empty.`, 'VARCHAR');
    const known = literalInteger(site.node(1));
    const done = `${name}(${x}, CAST(${size} AS INTEGER), ${filler})`;
    return pad !== undefined && known !== undefined && known >= 0 && known <= LONGEST
      ? done
      : `CASE WHEN ${size} < 0 OR ${size} > ${LONGEST} OR ${filler} = '' THEN ${wrong} ELSE ${done} END`;
  };

const concat: CallEmitter = site => {
  const arrays = site.args().some((_, i) => site.type(i).kind === 'array');
  // a NULL without a type is one of the arrays
  const parts = site.args().map((sql, i) => ({ sql, array: site.type(i).kind === 'array' || (arrays && site.type(i).kind === 'unknown') }));
  return parts.length === 1 ? parts[0]!.sql : concatenate(parts);
};

const split: CallEmitter = site => {
  const [x, delimiter] = site.args();
  if (literalText(site.node(1)) === '') throw new CannotCompile(site.node(1).range, 'The delimiter must not be empty.');
  if (site.count > 2) return callFunction(site.e, 'sls_split', x!, delimiter!, site.arg(2));
  const pieces = `string_split(${x}, ${delimiter})`;
  if (literalText(site.node(1)) !== undefined) return pieces;
  return `CASE WHEN ${delimiter} = '' THEN ${failure(site.e, 'The delimiter of split must not be empty.', 'VARCHAR[]')} WHEN ${delimiter} IS NOT NULL THEN ${pieces} END`;
};

/** No text has as many characters or parts; DuckDB takes no larger numbers. */
const BEYOND = 2_147_483_647;

/** The n-th part, NULL behind the last. */
const splitPart: CallEmitter = site => {
  const [x, delimiter, n] = site.args();
  const position = literalInteger(site.node(2));
  if (position !== undefined && position < 1) throw new CannotCompile(site.node(2).range, 'Parts are counted from 1.');
  if (position === 1) return `split_part(${x}, ${delimiter}, 1)`;
  const found = `coalesce(nullif(split_part(${x}, ${delimiter}, CAST(least(${n}, ${BEYOND}) AS INTEGER)), ''), string_split(${x}, ${delimiter})[${n}])`;
  return position === undefined
    ? `CASE WHEN ${n} < 1 THEN ${failure(site.e, 'The parts of split_part are counted from 1.', 'VARCHAR')} ELSE ${found} END`
    : found;
};

const splitToMap: CallEmitter = site => {
  const [x, entries, pairs] = site.args();
  const wrong = failure(site.e, 'An entry of split_to_map does not have its delimiter exactly once.', 'VARCHAR');
  const key = `CASE WHEN len(string_split(u, ${pairs})) = 2 THEN split_part(u, ${pairs}, 1) ELSE ${wrong} END`;
  return `map_from_entries(list_transform(list_filter(string_split(${x}, ${entries}), lambda u: u <> ''), lambda u: struct_pack(k := ${key}, v := split_part(u, ${pairs}, 2))))`;
};

/** From a position that is counted from 1, or from the end; beyond either end there is nothing. */
const substr: CallEmitter = site => {
  const [x, start, length] = site.args();
  const from = literalInteger(site.node(1));
  const known = length === undefined ? undefined : literalInteger(site.node(2));
  const usual = known !== undefined && known >= 0 && known <= BEYOND;
  const size =
    length === undefined
      ? ''
      : `, ${usual ? length : `CASE WHEN ${length} < 0 THEN 0 WHEN ${length} > ${BEYOND} THEN ${BEYOND} ELSE ${length} END`}`;
  const cut = `substr(${x}, ${from !== undefined && from <= BEYOND ? start : `CASE WHEN ${start} > ${BEYOND} THEN ${BEYOND} ELSE ${start} END`}${size})`;
  if (from !== undefined && from > 0) return cut;
  // NULL stays NULL, which a length would not tell of start 0
  return `CASE WHEN ${start} = 0 AND ${x} IS NOT NULL OR ${start} < -length(${x}) THEN '' ELSE ${cut} END`;
};

/** An empty text is found before every character and at the end; DuckDB finds it nowhere. */
const replace: CallEmitter = site => {
  const [x, search, by = "''"] = site.args();
  const done = `replace(${x}, ${search}, ${by})`;
  if (literalText(site.node(1)) || site.count === 2) return done;
  return `CASE WHEN ${search} = '' THEN regexp_replace(${x}, '(?s)(.)', replace(${by}, '\\', '\\\\') || '\\1', 'g') || ${by} ELSE ${done} END`;
};

const strpos: CallEmitter = site =>
  site.count > 2 ? callFunction(site.e, 'sls_strpos', ...site.args()) : `instr(${site.args().join(', ')})`;

const chr: CallEmitter = site => {
  const n = site.arg(0);
  return `CASE WHEN ${n} < 0 OR ${n} > 1114111 OR ${n} BETWEEN 55296 AND 57343 THEN ${failure(site.e, 'There is no such character: code points go from 0 to 1114111.', 'VARCHAR')} ELSE chr(CAST(${n} AS INTEGER)) END`;
};

const lengthOf: CallEmitter = site => (site.type(0).kind === 'varbinary' ? `octet_length(${site.arg(0)})` : `length(${site.arg(0)})`);

const normalize: CallEmitter = site =>
  site.count === 1 ? `nfc_normalize(${site.arg(0)})` : callFunction(site.e, 'sls_normalize', ...site.args());

/** Characters one by one: DuckDB keeps a letter and its accents together. */
const reverse: CallEmitter = site => {
  const x = site.arg(0);
  if (site.type(0).kind === 'array') return `list_reverse(${x})`;
  return `CASE WHEN strlen(${x}) = length(${x}) THEN reverse(${x}) ELSE array_to_string(list_reverse(regexp_extract_all(${x}, '(?s).')), '') END`;
};

const replacementOf = (site: CallSite): string => (site.type(1).kind === 'bigint' ? chr({ ...site, arg: () => site.arg(1) }) : site.arg(1));

export const TEXTS: Readonly<Record<string, CallEmitter>> = {
  chr,
  codepoint: native('unicode'),
  concat,
  from_utf8: site =>
    `coalesce(TRY(decode(${site.arg(0)})), ${callFunction(site.e, 'sls_from_utf8', `hex(${site.arg(0)})`, site.count > 1 ? replacementOf(site) : "'\uFFFD'")})`,
  to_utf8: native('encode'),
  length: lengthOf,
  lower: native('lower'),
  upper,
  lpad: padded('lpad'),
  rpad: padded('rpad'),
  trim: stripped('trim'),
  ltrim: stripped('ltrim'),
  rtrim: stripped('rtrim'),
  replace,
  reverse,
  split,
  split_part: splitPart,
  split_to_map: splitToMap,
  strpos,
  position: site => `instr(${site.arg(1)}, ${site.arg(0)})`,
  substr,
  substring: substr,
  levenshtein_distance: registered('sls_levenshtein'),
  hamming_distance: registered('sls_hamming'),
  normalize,
  starts_with: native('starts_with'),
};
