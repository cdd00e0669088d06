import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-edits.ts';

export const malformedServiceAccount: SingleRuleLint = {
  id: 'malformed-service-account',
  category: 'error-prone',
  level: 'warning',
  summary: 'A service account, or a group of them, that is not written as the server writes it.',
  checkRule: (body, context) => [
    ...body.users.items.flatMap(item => {
      const parts = /^(?:system:)?serviceaccounts?:(.*)$/.exec(item.value)?.[1]?.split(':');
      // a star and a whole group are told by other rules
      if (!parts || item.value.includes('*') || /^system:serviceaccount:[^:]+:[^:]+$/.test(item.value)) return [];
      if (/^system:serviceaccounts:[^:]+$/.test(item.value)) return [];
      const meant = parts.length === 2 && parts.every(p => p !== '') ? `system:serviceaccount:${parts.join(':')}` : undefined;
      const advice = meant ? `Did you mean "${meant}"?` : 'Write the namespace and the name.';
      return [
        {
          range: item.range,
          message: `No user is called "${item.value}": a service account is system:serviceaccount:NAMESPACE:NAME, so this item matches nobody. ${advice}`,
          fixes: meant ? changeTo(context, item, meant) : [],
        },
      ];
    }),
    ...body.userGroups.items.flatMap(item => {
      const parts = /^(?:system:)?serviceaccounts?:(.*)$/.exec(item.value)?.[1]?.split(':');
      if (!parts || item.value.includes('*') || /^system:serviceaccounts:[^:]+$/.test(item.value)) return [];
      if (/^system:serviceaccount:[^:]+:[^:]+$/.test(item.value)) return [];
      const meant = parts.length === 1 && parts[0] !== '' ? `system:serviceaccounts:${parts[0]}` : undefined;
      const advice = meant ? `Did you mean "${meant}"?` : 'Write the namespace only; single accounts belong in users.';
      return [
        {
          range: item.range,
          message: `No group is called "${item.value}": the service accounts of a namespace are system:serviceaccounts:NAMESPACE, so this item matches nobody. ${advice}`,
          fixes: meant ? changeTo(context, item, meant) : [],
        },
      ];
    }),
  ],
};
