import { CannotCompile, literalInteger, literalText } from '../emission.ts';
import type { CallEmitter, CallSite } from '../emit-call.ts';
import { type PatternGroup, patternGroups } from '../regex-groups.ts';
import { literal } from '../sql-text.ts';

/** The pattern as RE2 reads it: a named group is written with a P. */
const patternOf = (site: CallSite): string => {
  const text = literalText(site.node(1));
  return text === undefined ? site.arg(1) : literal(text.replaceAll(/\(\?<(?=[A-Za-z])/g, '(?P<'));
};

/** The number of the group with what is known of it. */
function groupOf(site: CallSite): PatternGroup & { readonly number: string } {
  const number = site.count > 2 ? literalInteger(site.node(2)) : 0;
  const pattern = literalText(site.node(1));
  const groups = pattern === undefined ? undefined : patternGroups(pattern);
  if (number === undefined) return { number: `CAST(${site.arg(2)} AS INTEGER)`, canBeEmpty: true, takesPart: false };
  if (number < 0 || number > 9 || (groups && number >= groups.length))
    throw new CannotCompile(
      site.node(2).range,
      `The pattern has ${groups ? groups.length - 1 : 'at most nine'} groups; there is no group ${number}.`,
    );
  const known = groups?.[number] ?? { canBeEmpty: true, takesPart: number === 0 };
  return { number: String(number), ...known };
}

/** DuckDB gives an empty text where nothing matches, or the group takes no part; SLS gives NULL. */
const extract: CallEmitter = site => {
  const [x, pattern] = [site.arg(0), patternOf(site)];
  const { number, canBeEmpty, takesPart } = groupOf(site);
  // the first of all matches is NULL where there is none
  if (takesPart) return `regexp_extract_all(${x}, ${pattern}, ${number})[1]`;
  const found = `nullif(regexp_extract(${x}, ${pattern}, ${number}), '')`;
  return canBeEmpty ? `coalesce(${found}, CASE WHEN regexp_matches(${x}, ${pattern}) THEN '' END)` : found;
};

const extractAll: CallEmitter = site => {
  const [x, pattern] = [site.arg(0), patternOf(site)];
  const { number, canBeEmpty, takesPart } = groupOf(site);
  const found = `regexp_extract_all(${x}, ${pattern}, ${number})`;
  return canBeEmpty || takesPart ? found : `list_transform(${found}, lambda u: nullif(u, ''))`;
};

/** `$1` is a group in SLS, `\1` in DuckDB; a backslash makes the next character ordinary. */
function replacement(text: string): string {
  return text.replaceAll(/\\(.)|\$(\d)|\\/gs, (whole, plain: string | undefined, group: string | undefined) => {
    if (group !== undefined) return `\\${group}`;
    const character = plain ?? whole;
    return character === '\\' ? '\\\\' : character;
  });
}

const replace: CallEmitter = site => {
  const [x, pattern] = [site.arg(0), patternOf(site)];
  if (site.count < 3) return `regexp_replace(${x}, ${pattern}, '', 'g')`;
  if (site.node(2).kind === 'lambda')
    throw new CannotCompile(site.node(2).range, 'regexp_replace with a lambda is not computed on the opened log.');
  const text = literalText(site.node(2));
  const by =
    text === undefined ? `regexp_replace(replace(${site.arg(2)}, '\\', '\\\\'), '\\$(\\d)', '\\\\\\1', 'g')` : literal(replacement(text));
  return `regexp_replace(${x}, ${pattern}, ${by}, 'g')`;
};

/** A pattern without anything special is a text to look for. */
const like: CallEmitter = site => {
  const pattern = literalText(site.node(1));
  const plain = pattern === undefined ? undefined : /^(\^?)([\w /:@,;"'%&=<>~`!#-]+)$/.exec(pattern);
  if (!plain) return `regexp_matches(${site.arg(0)}, ${patternOf(site)})`;
  return `${plain[1] === '' ? 'contains' : 'starts_with'}(${site.arg(0)}, ${literal(plain[2]!)})`;
};

export const PATTERNS: Readonly<Record<string, CallEmitter>> = {
  regexp_like: like,
  regexp_extract: extract,
  regexp_extract_all: extractAll,
  regexp_replace: replace,
  regexp_split: site => `string_split_regex(${site.arg(0)}, ${patternOf(site)})`,
};
