import { removeField, resourcesEntryNode } from './field-edits.ts';
import { joined } from './joined.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';

const NAMELESS: ReadonlySet<string> = new Set(['create', 'deletecollection']);

export const resourceNamesWithCreate: SingleRuleLint = {
  id: 'resource-names-with-create',
  category: 'error-prone',
  level: 'warning',
  summary: '`resourceNames` with verbs whose requests carry no object name.',
  checkRule: (body, context) => {
    const verbs = body.verbs.items.map(v => v.value);
    if (verbs.length === 0 || !verbs.every(v => NAMELESS.has(v))) return [];
    return body.resources.items.flatMap((entry, i) => {
      const { key, items } = entry.resourceNames;
      // a request on a subresource names its parent, and "" stands for requests without a name
      const nameless = entry.resources.items.every(r => !r.value.includes('/') && r.value !== '*');
      if (!key || items.length === 0 || !nameless || items.some(n => n.value === '')) return [];
      const why = verbs.includes('create') ? ' (on create it is in the body, which a policy never sees)' : '';
      const edit = removeField(context, resourcesEntryNode(body.node, i), 'resourceNames');
      return [
        {
          range: key,
          message: `The URL of a ${joined([...new Set(verbs)], 'or')} names no object${why}, so this entry matches nothing. Leave resourceNames out.`,
          fixes: edit ? [{ title: 'Leave resourceNames out', edits: [edit], safe: false }] : [],
        },
      ];
    });
  },
};
