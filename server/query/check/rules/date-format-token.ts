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
  summary: 'A date format with a token that does not exist, or with `%M` (the name of the month) for minutes.',
  check: linted =>
    linted.expressions.flatMap(({ expression }) => {
      if (expression.kind !== 'call') return [];
      const format = expression.arguments[FORMAT_ARGUMENTS.get(expression.name.name.toLowerCase()) ?? -1];
      return format?.kind === 'literal' && format.type === 'string' ? check(linted, format) : [];
    }),
};

function check({ text }: LintedQuery, { range }: Literal): Reported[] {
  const written = text.slice(range.start, range.end);
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
