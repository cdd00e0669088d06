import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';

/** Whether a rule has no selector at all: it decides every request that reaches it. */
export const isUnconditional = (body: RuleBody): boolean =>
  [body.users, body.userGroups, body.verbs, body.namespaces, body.nonResourceURLs].every(l => l.items.length === 0) && body.resources.items.length === 0;

export const firstUnconditional = (policy: PolicyDocument): PolicyRule | undefined => policy.rules.find(r => isUnconditional(r.body));

/** Whether every request is decided by some rule, as far as single rules tell: one for everything, or one for all resources and one for all paths. */
export function decidesEverything(policy: PolicyDocument): boolean {
  if (firstUnconditional(policy)) return true;
  const anyone = (body: RuleBody) => [body.users, body.userGroups, body.verbs, body.namespaces].every(l => l.items.length === 0);
  const resources = policy.rules.some(({ body }) => anyone(body) && body.resources.items.some(e => e.group?.value === '*' && (e.resources.items.length === 0 || (e.resourceNames.items.length === 0 && e.resources.items.some(r => r.value === '*')))));
  const paths = policy.rules.some(({ body }) => anyone(body) && body.resources.items.length === 0 && body.nonResourceURLs.items.some(u => u.value === '*' || u.value === '/*'));
  return resources && paths;
}
