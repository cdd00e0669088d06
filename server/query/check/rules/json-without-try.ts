import type { Reported } from '../../../lint/lint-rule.ts';
import type { Expression } from '../../syntax/tree.ts';
import { findColumn } from '../find-column.ts';
import type { VisitedExpression } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';

/** Fields whose text is often longer than what SQL sees of it. */
const LONG: ReadonlySet<string> = new Set(['requestobject', 'responseobject']);

export const jsonWithoutTry: QueryCheck = {
  id: 'json-without-try',
  category: 'error-prone',
  level: 'hint',
  summary: 'JSON is read out of a request or response body without `try`, and SLS cuts bodies at 2 KB.',
  check: ({ analysed, expressions }) =>
    expressions.flatMap((visited): Reported[] => {
      const { expression } = visited;
      if (expression.kind !== 'call' || !/^json_/i.test(expression.name.name) || isForgiven(visited)) return [];
      const [document] = expression.arguments;
      const body = document && findColumn(analysed, document, field => LONG.has(field.name.toLowerCase()));
      if (!body) return [];
      const fixes = [
        {
          title: 'Write try(…) around it',
          // GROUP BY may name the same expression
          safe: false,
          edits: [
            { range: emptyAt(expression.range.start), newText: 'try(' },
            { range: emptyAt(expression.range.end), newText: ')' },
          ],
        },
      ];
      return [
        {
          range: expression.range,
          message: `SLS shows SQL the first 2 KB of ${body.name}, and JSON functions fail on a text that is cut. Write try(…) around it. Local logs are not cut.`,
          fixes,
        },
      ];
    }),
};

/** Inside `try`; or inside another JSON function, which is told about itself. */
function isForgiven({ parent }: VisitedExpression): boolean {
  for (let around = parent; around; around = around.parent) if (isTryOrJson(around.expression)) return true;
  return false;
}

const isTryOrJson = (e: Expression): boolean => (e.kind === 'call' && /^(try$|json_)/i.test(e.name.name)) || (e.kind === 'cast' && e.safe);
