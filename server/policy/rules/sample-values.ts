import type { User } from '../../kubernetes/request-attributes.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';
import { kept } from './kept.ts';

/** A user that the rule is about. */
export const sampleUser = ({ users, userGroups }: RuleBody): User => ({
  name: users.items[0]?.value ?? 'alice',
  groups: [...new Set([...(userGroups.items[0] ? [userGroups.items[0].value] : []), 'system:authenticated'])],
});

/** A namespace that no rule names, the same for all of a policy: what holds there holds almost everywhere. */
export const sampleNamespace = kept((policy: PolicyDocument): string => {
  const named = new Set(policy.rules.flatMap(r => r.body.namespaces.items.map(n => n.value)));
  return ['default', 'shop', 'team-a', 'example'].find(n => !named.has(n)) ?? 'some-other-namespace';
});
