import type { Fix } from '../../../lint/finding.ts';
import type { Reported } from '../../../lint/lint-rule.ts';
import type { SearchAnd, SearchMinus, SearchNot } from '../../syntax/tree.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt, searchNodes } from '../search-shape.ts';

export const ambiguousNot: QueryCheck = {
  id: 'ambiguous-not',
  category: 'error-prone',
  level: 'warning',
  summary: 'A `not` before several conditions without parentheses, which readers take for a `not` before the first one.',
  check: ({ analysed, text }) =>
    searchNodes(analysed.query.search.expression).flatMap(({ expression }): Reported[] => {
      if (expression.kind !== 'not' && expression.kind !== 'minus') return [];
      const operand = expression.kind === 'not' ? expression.operand : expression.right;
      if (operand.kind !== 'and') return [];
      const { range } = operand;
      const written = text.slice(range.start, range.end);
      const [first] = operand.operands;
      const only = text.slice(first!.range.start, first!.range.end);
      return [
        {
          range,
          message: `\`and\` binds tighter than \`not\`, so this leaves out what meets all of "${written}", not what meets "${only}". Write parentheses.`,
          fixes: [around(operand), onlyFirst(expression, operand, text)],
        },
      ];
    }),
};

const around = ({ range }: SearchAnd): Fix => ({
  title: 'Write parentheses around all that is left out',
  safe: true,
  edits: [
    { range: emptyAt(range.start), newText: '(' },
    { range: emptyAt(range.end), newText: ')' },
  ],
});

/** The reading that other languages have: the rest is asked for. */
function onlyFirst(expression: SearchNot | SearchMinus, { operands }: SearchAnd, text: string): Fix {
  const [first, ...rest] = operands;
  const begin = expression.kind === 'minus' ? expression.left.range.start : expression.keyword.start;
  const denied = text.slice(begin, first!.range.end);
  const asked = text.slice(rest[0]!.range.start, rest.at(-1)!.range.end);
  return {
    title: `Leave out only ${text.slice(first!.range.start, first!.range.end)}`,
    safe: false,
    edits: [{ range: { start: begin, end: expression.range.end }, newText: `(${denied}) and ${asked}` }],
  };
}
