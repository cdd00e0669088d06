import type { Reported } from '../../../lint/lint-rule.ts';
import { EXEC_SUBRESOURCES } from '../exec-subresources.ts';
import { fieldOf } from '../find-column.ts';
import type { LintedQuery } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { asksFor, searchNodes } from '../search-shape.ts';

export const stagesCountedTwice: QueryCheck = {
  id: 'stages-counted-twice',
  category: 'error-prone',
  level: 'information',
  summary: 'Requests that write two events are counted by their events.',
  check: linted => {
    const { expressions, analysed } = linted;
    if (namesStage(linted) || !asksForStreams(linted)) return [];
    return expressions.flatMap(({ expression, select }): Reported[] => {
      if (expression.kind !== 'call' || expression.name.name.toLowerCase() !== 'count' || expression.distinct || expression.over) return [];
      if (!select || !analysed.sources.get(select)?.some(s => s.kind === 'log')) return [];
      const [counted] = expression.arguments;
      if (!expression.star && counted?.kind !== 'literal' && (!counted || fieldOf(analysed, counted)?.name !== 'auditID')) return [];
      return [
        {
          range: expression.range,
          message:
            'exec, attach, port-forward and watch write one event when they begin and one when they end, so this counts most requests twice. Count requests, count(distinct auditID), or ask for one stage.',
          fixes: [
            {
              title: 'Write count(distinct auditID)',
              safe: false,
              edits: [{ range: expression.range, newText: 'count(distinct auditID)' }],
            },
          ],
        },
      ];
    });
  },
};

function asksForStreams({ analysed, expressions }: LintedQuery): boolean {
  const nodes = searchNodes(analysed.query.search.expression);
  if (asksFor(nodes, 'objectRef.subresource', EXEC_SUBRESOURCES) || asksFor(nodes, 'verb', ['watch'])) return true;
  return expressions.some(({ expression }) => {
    if (expression.kind !== 'binary' || expression.operator !== '=') return false;
    const { left, right } = expression;
    if (right.kind !== 'literal') return false;
    const name = fieldOf(analysed, left)?.name;
    return (name === 'objectRef.subresource' && EXEC_SUBRESOURCES.includes(right.value)) || (name === 'verb' && right.value === 'watch');
  });
}

/** Whether the query knows of stages at all. */
function namesStage({ analysed, conditions, expressions }: LintedQuery): boolean {
  if (conditions.some(c => 'field' in c && c.field.name.toLowerCase() === 'stage')) return true;
  return expressions.some(({ expression }) => fieldOf(analysed, expression)?.name === 'stage');
}
