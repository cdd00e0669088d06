import type { Reported } from '../../lint/lint-rule.ts';
import type { YamlNode, YamlScalar } from '../../yaml/node.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { type SourceText, sourceAt } from './source-text.ts';

export const nullItem: SingleRuleLint = {
  id: 'null-item',
  category: 'error-prone',
  level: 'warning',
  summary: 'An empty list item, which the server reads as the empty string.',
  checkRule: (body, context) => nullItems(body.node, [], context),
};

/** Whether an item of a list is null: nothing, `~` or `null` is written where a text belongs. */
export const isNullItem = (source: SourceText, range: YamlNode['range']): boolean => /^(~|null|Null|NULL|)$/.test(sourceAt(source, range));

const MEANS: Readonly<Record<string, string>> = {
  namespaces: 'which stands for cluster-scoped requests and for lists over all namespaces',
  resourceNames: 'which stands for requests without an object name',
  verbs: 'which is the verb of unknown HTTP methods',
};

function nullItems(node: YamlNode, path: readonly string[], context: RuleContext): Reported[] {
  if (node.kind === 'mapping') return node.entries.flatMap(e => nullItems(e.value, [...path, e.key], context));
  if (node.kind !== 'sequence') return [];
  return node.items.flatMap(item =>
    item.kind === 'scalar' && item.value === null ? [report(item, path, context)] : nullItems(item, path, context),
  );
}

function report(item: YamlScalar, path: readonly string[], context: RuleContext): Reported {
  const written = item.range.end > item.range.start;
  // an empty item has no text of its own: its dash stands for it
  const range = written ? item.range : { start: Math.max(0, item.range.start - 1), end: item.range.start };
  const field = path.at(-1) ?? '';
  if (path.length === 1 && field === 'resources') {
    return {
      range,
      message:
        'An empty entry of resources is read as {}: every resource of the core group. Write group: "" if that is meant, else remove it.',
    };
  }
  const message = `An empty item of ${field} is read as the empty string${MEANS[field] ? `, ${MEANS[field]}` : ''}. Write "" if that is meant, else remove it.`;
  const dash = !written && sourceAt(context, range) === '-';
  const edit = { range: item.range, newText: dash ? ' ""' : '""' };
  return { range, message, fixes: written || dash ? [{ title: 'Write ""', edits: [edit], safe: true }] : [] };
}
