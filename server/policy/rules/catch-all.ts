import type { PolicyDocument } from '../policy-document.ts';
import type { GroupResources, PolicyRule, RuleBody } from '../policy-rule.ts';

const isEmpty = (list: { readonly items: readonly unknown[] }) => list.items.length === 0;

/** Whether a rule is about every user, verb and namespace. */
const isForAnyone = ({ users, userGroups, verbs, namespaces }: RuleBody) => [users, userGroups, verbs, namespaces].every(isEmpty);

/** Whether a rule has no selector at all: it decides every request that reaches it. */
export const isUnconditional = (body: RuleBody): boolean => isForAnyone(body) && isEmpty(body.nonResourceURLs) && isEmpty(body.resources);

export const unconditionalRules = (policy: PolicyDocument): readonly PolicyRule[] => policy.rules.filter(r => isUnconditional(r.body));

/**
 * Whether every request is decided by some rule. Exact: users, verbs, groups and paths have no end, so lists of them never
 * add up; either one rule takes everything, or one takes all resources and another all paths.
 */
export function decidesEverything(policy: PolicyDocument): boolean {
  if (policy.rules.some(r => isUnconditional(r.body))) return true;
  const rules = policy.rules.map(r => r.body).filter(isForAnyone);
  return (
    rules.some(r => r.resources.items.some(isEveryResource)) &&
    rules.some(r => isEmpty(r.resources) && r.nonResourceURLs.items.some(u => u.value === '*' || u.value === '/*'))
  );
}

const isEveryResource = ({ group, resources, resourceNames }: GroupResources): boolean =>
  group?.value === '*' && (isEmpty(resources) || (isEmpty(resourceNames) && resources.items.some(r => r.value === '*')));
