import type { Reported } from '../../../lint/lint-rule.ts';
import type { Call, Case, Expression } from '../../syntax/tree.ts';
import { fieldOf } from '../find-column.ts';
import type { LintedQuery } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';
import { isNull } from '../sql/parts.ts';

export const missingStatusCounted: QueryCheck = {
  id: 'missing-status-counted',
  category: 'error-prone',
  level: 'information',
  summary: 'A CASE or `if` over the status code whose ELSE also takes events without one.',
  check: linted =>
    linted.expressions.flatMap(({ expression, parent }) => {
      if (parent && asksForNull(parent.expression)) return [];
      if (expression.kind === 'case') return checkCase(linted, expression);
      return isIf(expression) ? checkIf(linted, expression) : [];
    }),
};

const isIf = (expression: Expression): expression is Call => expression.kind === 'call' && expression.name.name.toLowerCase() === 'if';

/** Whether a choice around has a branch for what is not there. */
function asksForNull(around: Expression): boolean {
  if (around.kind === 'case') return around.branches.some(({ when }) => when.kind === 'is-null');
  return isIf(around) && around.arguments[0]?.kind === 'is-null';
}

const TITLE = 'Write a branch for events without a code';
const ENDS_HERE = 'An event without a status code (ResponseStarted, for example) ends up';

function checkCase({ analysed, text }: LintedQuery, expression: Case): Reported[] {
  const { branches, otherwise, operand } = expression;
  if (operand || !otherwise || isNull(otherwise)) return [];
  const compared = branches.flatMap(({ when }) => codeIn(analysed, when) ?? []);
  // something else decides too, or a branch is for events without a code
  if (compared.length !== branches.length) return [];
  const written = text.slice(compared[0]!.range.start, compared[0]!.range.end);
  const at = text.toLowerCase().lastIndexOf('when', branches[0]!.when.range.start);
  return [
    {
      range: otherwise.range,
      message: `${ENDS_HERE} in this ELSE: no comparison with NULL is true. Write a branch: when ${written} is null then …`,
      fixes: [{ title: TITLE, safe: false, edits: [{ range: emptyAt(at), newText: `when ${written} is null then null ` }] }],
    },
  ];
}

function checkIf({ analysed, text }: LintedQuery, { range, arguments: [condition, , otherwise] }: Call): Reported[] {
  const code = condition && codeIn(analysed, condition);
  if (!code || !otherwise || isNull(otherwise)) return [];
  const written = text.slice(code.range.start, code.range.end);
  return [
    {
      range: otherwise.range,
      message: `${ENDS_HERE} here: no comparison with NULL is true. Ask for it before: if(${written} is null, …, if(…))`,
      fixes: [
        {
          title: TITLE,
          safe: false,
          edits: [
            { range: emptyAt(range.start), newText: `if(${written} is null, null, ` },
            { range: emptyAt(range.end), newText: ')' },
          ],
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
