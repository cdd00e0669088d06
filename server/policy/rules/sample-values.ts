import { groupsOfServiceAccount } from '../../kubernetes/identities.ts';
import type { User } from '../../kubernetes/request-attributes.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';
import { kept } from './kept.ts';

/** A user that the rule is about, in the groups that Kubernetes itself puts a user of that name into. */
export function sampleUser({ users, userGroups }: RuleBody): User {
  const name = users.items[0]?.value ?? 'alice';
  const asked = userGroups.items[0]?.value;
  return { name, groups: [...new Set([...(asked === undefined ? [] : [asked]), ...groupsOf(name)])] };
}

function groupsOf(name: string): readonly string[] {
  if (name === 'system:anonymous') return ['system:unauthenticated'];
  if (name.startsWith('system:node:')) return ['system:nodes', 'system:authenticated'];
  const account = groupsOfServiceAccount(name);
  return account.length > 0 ? account : ['system:authenticated'];
}

/** A namespace that no rule names, the same for all of a policy: what holds there holds almost everywhere. */
export const sampleNamespace = kept((policy: PolicyDocument): string => {
  const named = new Set(policy.rules.flatMap(r => r.body.namespaces.items.map(n => n.value)));
  return ['default', 'shop', 'team-a', 'example'].find(n => !named.has(n)) ?? 'some-other-namespace';
});
