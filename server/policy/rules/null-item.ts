import type { Reported } from '../../lint/lint-rule.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';

export const nullItem: SingleRuleLint = {
  id: 'null-item',
  category: 'error-prone',
  level: 'warning',
  summary: 'An empty list item, which the server reads as the empty string.',
  checkRule: body => nullItems(body.node, ''),
};

const EFFECT: Readonly<Record<string, string>> = {
  namespaces: 'which means cluster-scoped requests and lists over all namespaces',
  resourceNames: 'which means requests without an object name',
  verbs: 'which is the verb of unknown HTTP methods',
};

function nullItems(node: YamlNode, field: string): Reported[] {
  if (node.kind === 'mapping') return node.entries.flatMap(e => nullItems(e.value, e.key));
  if (node.kind !== 'sequence') return [];
  return node.items.flatMap(item => {
    if (item.kind !== 'scalar' || item.value !== null) return nullItems(item, field);
    const range = item.range.end > item.range.start ? item.range : { start: Math.max(0, item.range.start - 1), end: item.range.start };
    return [{ range, message: `An empty item of ${field} is read as the empty string${EFFECT[field] ? `, ${EFFECT[field]}` : ''}. Write "" if that is meant, else remove it.` }];
  });
}
