import type { Reported } from '../../../lint/lint-rule.ts';
import { FORMAT_ARGUMENTS, FORMAT_TOKENS } from '../../catalog/format-tokens.ts';
import type { Literal } from '../../syntax/tree.ts';
import type { LintedQuery } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

const KNOWN: ReadonlySet<string> = new Set([...FORMAT_TOKENS.map(t => t.token), '%V']);

export const dateFormatToken: QueryCheck = {
  id: 'date-format-token',
  category: 'error-prone',
  level: 'warning',
  summary: 'A date format with a token that does not exist or with none, or with `%M` (the name of the month) for minutes.',
  check: linted =>
    linted.expressions.flatMap(({ expression }) => {
      if (expression.kind !== 'call') return [];
      const format = expression.arguments[FORMAT_ARGUMENTS.get(expression.name.name.toLowerCase()) ?? -1];
      return format?.kind === 'literal' && format.type === 'string' ? check(linted, format) : [];
    }),
};

/** Parts of the patterns of other systems, by what they are here; `mm` is the month or the minute. */
const PATTERNS: Readonly<Record<string, string>> = { yyyy: '%Y', yy: '%y', mm: '%m', dd: '%d', hh: '%H', mi: '%i', ss: '%S' };
const PATTERN = /(?<![a-z])(?:yyyy|yy|mm|dd|hh24|hh|mi|ss)(?![a-z])/gi;

/** A pattern such as `yyyy-MM-dd HH:mm` as a format. */
function asFormat(pattern: string): string {
  let hours = false;
  return pattern.replaceAll(PATTERN, part => {
    const key = part.toLowerCase().replace('hh24', 'hh');
    const token = hours && key === 'mm' ? '%i' : PATTERNS[key]!;
    hours ||= key === 'hh';
    return token;
  });
}

function check({ text }: LintedQuery, { range, value }: Literal): Reported[] {
  const written = text.slice(range.start, range.end);
  const format = value.includes('%') ? value : asFormat(value);
  if (format !== value) {
    const newText = `'${format.replaceAll("'", "''")}'`;
    const message = `This format has no token, so it prints itself. A token begins with a percent sign: ${newText}.`;
    return [{ range, message, fixes: [{ title: `Write ${newText}`, safe: false, edits: [{ range, newText }] }] }];
  }
  return [...written.matchAll(/%[\s\S]/gu)].flatMap(({ 0: token, index }): Reported[] => {
    const at = { start: range.start + index, end: range.start + index + token.length };
    const minutes = token === '%M' && /%[HkhIl]\W$/.test(written.slice(0, index));
    if (minutes) {
      return [
        {
          range: at,
          message: '%M is the name of the month. Minutes are %i.',
          fixes: [{ title: 'Write %i', safe: true, edits: [{ range: at, newText: '%i' }] }],
        },
      ];
    }
    if (KNOWN.has(token)) return [];
    return [{ range: at, message: `${token} is no token of a date format. A percent sign itself is %%.` }];
  });
}
