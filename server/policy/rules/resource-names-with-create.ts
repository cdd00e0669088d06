import type { SingleRuleLint } from './policy-lint-rule.ts';

const NAMELESS = new Set(['create', 'deletecollection']);

export const resourceNamesWithCreate: SingleRuleLint = {
  id: 'resource-names-with-create',
  category: 'error-prone',
  level: 'warning',
  summary: '`resourceNames` on verbs whose requests carry no name.',
  checkRule: body => {
    const verbs = body.verbs.items.map(v => v.value);
    if (verbs.length === 0 || !verbs.every(v => NAMELESS.has(v))) return [];
    return body.resources.items.flatMap(entry => {
      const { key, items } = entry.resourceNames;
      // a subresource request names its parent, and "" matches requests without a name
      const named = entry.resources.items.every(r => !r.value.includes('/') && r.value !== '*');
      if (!key || items.length === 0 || !named || items.some(i => i.value === '')) return [];
      const what = verbs.map(v => `"${v}"`).join(' and ');
      return [{ range: key, message: `A request with the verb ${what} carries no object name in its URL (on create the name is in the body, which a policy never sees), so this entry matches nothing. Leave resourceNames out.` }];
    });
  },
};
