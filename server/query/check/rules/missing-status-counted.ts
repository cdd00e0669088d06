import type { Reported } from '../../../lint/lint-rule.ts';
import type { Case, Expression } from '../../syntax/tree.ts';
import { fieldOf } from '../find-column.ts';
import type { LintedQuery } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';

export const missingStatusCounted: QueryCheck = {
  id: 'missing-status-counted',
  category: 'error-prone',
  level: 'information',
  summary: 'A CASE over the status code whose ELSE also takes events without one.',
  check: linted => linted.expressions.flatMap(({ expression }) => (expression.kind === 'case' ? check(linted, expression) : [])),
};

function check({ analysed, text }: LintedQuery, expression: Case): Reported[] {
  const { branches, otherwise, operand } = expression;
  if (operand || !otherwise || (otherwise.kind === 'literal' && otherwise.type === 'null')) return [];
  const compared = branches.flatMap(({ when }) => codeIn(analysed, when) ?? []);
  // something else decides too, or a branch is for events without a code
  if (compared.length !== branches.length) return [];
  const written = text.slice(compared[0]!.range.start, compared[0]!.range.end);
  const at = text.toLowerCase().lastIndexOf('when', branches[0]!.when.range.start);
  return [
    {
      range: otherwise.range,
      message: `An event without a status code (ResponseStarted, for example) ends up in this ELSE: no comparison with NULL is true. Write a branch: when ${written} is null then …`,
      fixes: [
        {
          title: 'Write a branch for events without a code',
          safe: false,
          edits: [{ range: emptyAt(at), newText: `when ${written} is null then null ` }],
        },
      ],
    },
  ];
}

/** The status code that a condition compares with a number. */
function codeIn(analysed: LintedQuery['analysed'], when: Expression): Expression | undefined {
  if (when.kind === 'parenthesized') return codeIn(analysed, when.expression);
  const operand =
    when.kind === 'binary' && /^[<>]=?$|^<>$|^=$/.test(when.operator) ? when.left : when.kind === 'between' ? when.operand : undefined;
  return operand && fieldOf(analysed, operand)?.name === 'responseStatus.code' ? operand : undefined;
}
