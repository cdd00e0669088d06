import type { Reported } from '../../../lint/lint-rule.ts';
import { EXEC_SUBRESOURCES } from '../exec-subresources.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import type { SearchNode } from '../search-shape.ts';
import { askedValue, asksFor, searchNodes } from '../search-shape.ts';

export const execVerbMissed: QueryCheck = {
  id: 'exec-verb-missed',
  category: 'security',
  level: 'information',
  summary: 'A search for exec, attach or port-forward by the verb create alone, which misses newer clients.',
  check: ({ analysed }) => {
    const nodes = searchNodes(analysed.query.search.expression);
    const stream = EXEC_SUBRESOURCES.find(s => asksFor(nodes, 'objectRef.subresource', [s]));
    if (stream === undefined || asksFor(nodes, 'verb', ['get'])) return [];
    return nodes.filter(isCreate).map(
      ({ expression }): Reported => ({
        range: expression.range,
        message: `Clients since Kubernetes 1.31 open ${stream} over WebSocket, whose verb is get, so create alone misses them. Ask for both verbs.`,
        fixes: [{ title: 'Ask for get too', safe: false, edits: [{ range: expression.range, newText: '(verb: create or verb: get)' }] }],
      }),
    );
  },
};

function isCreate({ expression, negated }: SearchNode): boolean {
  const asked = negated ? undefined : askedValue(expression);
  return asked?.field?.name.toLowerCase() === 'verb' && asked.value.text.toLowerCase() === 'create';
}
