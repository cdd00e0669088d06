import type { CallEmitter, CallSite } from '../call-site.ts';
import { CannotCompile, literalInteger, literalText } from '../emission.ts';
import { groupCount } from '../group-count.ts';
import { literal } from '../sql-text.ts';

/** The pattern as RE2 reads it: a named group is written with a P, a character by its number with braces. */
const patternOf = (site: CallSite): string => {
  const text = literalText(site.node(1));
  if (text === undefined) return site.arg(1);
  return literal(
    text.replaceAll(/\\(?:u([\da-fA-F]{4})|.)|\(\?<(?=[A-Za-z])/gs, (whole, code: string | undefined) =>
      code === undefined ? (whole === '(?<' ? '(?P<' : whole) : `\\x{${code}}`,
    ),
  );
};

/** The number of the group, which the pattern must have. */
function groupOf(site: CallSite): string {
  if (site.count < 3) return '0';
  const number = literalInteger(site.node(2));
  if (number === undefined) return `CAST(${site.arg(2)} AS INTEGER)`;
  const pattern = literalText(site.node(1));
  const groups = pattern === undefined ? 9 : (groupCount(pattern) ?? 9);
  if (number < 0 || number > groups)
    throw new CannotCompile(site.node(2).range, `There is no group ${number}: the pattern has ${groups === 1 ? 'one' : groups}.`);
  return String(number);
}

/** All matches; of a group that takes no part NULL. */
const extractAll: CallEmitter = site => `regexp_extract_all(${site.arg(0)}, ${patternOf(site)}, ${groupOf(site)})`;

/** The first of all matches is NULL where there is none; DuckDB's own function for one gives an empty text. */
const extract: CallEmitter = site => `${extractAll(site)}[1]`;

/** The groups of a pattern in their order, each by its name where it has one. */
const groupNames = (pattern: string): readonly (string | undefined)[] =>
  [...pattern.replaceAll(/\\./gs, '').matchAll(/\((?!\?)|\(\?P?<([A-Za-z]\w*)>/g)].map(([, name]) => name);

/** `$1` is a group in SLS, `\1` in DuckDB; a backslash makes the next character ordinary. */
function replacement(text: string, names: readonly (string | undefined)[]): string {
  return text.replaceAll(
    /\\(.)|\$(\d)|\$\{(\w+)\}|\\/gs,
    (whole, plain: string | undefined, number: string | undefined, name: string | undefined) => {
      const named = name === undefined ? -1 : names.indexOf(name);
      const group = named >= 0 ? String(named + 1) : number;
      if (group !== undefined) return `\\${group}`;
      const character = plain ?? whole;
      return character === '\\' ? '\\\\' : character;
    },
  );
}

const replace: CallEmitter = site => {
  const [x, pattern] = [site.arg(0), patternOf(site)];
  if (site.count < 3) return `regexp_replace(${x}, ${pattern}, '', 'g')`;
  if (site.node(2).kind === 'lambda')
    throw new CannotCompile(site.node(2).range, 'regexp_replace with a lambda is not computed on the opened log.');
  const text = literalText(site.node(2));
  const groups = groupCount(literalText(site.node(1)) ?? '\\Q');
  const missing = text
    ?.replaceAll(/\\./gs, '')
    .match(/\$\d/g)
    ?.find(group => groups !== undefined && Number(group[1]) > groups);
  if (missing !== undefined) throw new CannotCompile(site.node(2).range, `There is no group ${missing}: the pattern has ${groups}.`);
  const names = groupNames(literalText(site.node(1)) ?? '');
  const unnamed = [...(text?.replaceAll(/\\./gs, '').matchAll(/\$\{(\w+)\}/g) ?? [])].find(
    ([, name]) => groups !== undefined && !names.includes(name),
  );
  if (unnamed) {
    const number = /^\d$/.test(unnamed[1]!) ? ` Group ${unnamed[1]} is written $${unnamed[1]}.` : '';
    throw new CannotCompile(site.node(2).range, `No group of the pattern has the name ${unnamed[1]}.${number}`);
  }
  const by =
    text === undefined
      ? `regexp_replace(replace(${site.arg(2)}, '\\', '\\\\'), '\\$(\\d)', '\\\\\\1', 'g')`
      : literal(replacement(text, names));
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
