import { moveFinding } from '../../lint/finding.ts';
import type { Located } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { levelOf, pathSample, resourceSample } from './sample-request.ts';
import { sampleNamespace } from './sample-values.ts';

export const unauthenticatedMissesFailures: WholePolicyLint = {
  id: 'unauthenticated-misses-failures',
  category: 'security',
  level: 'information',
  summary: 'A rule about unauthenticated requests where failed authentication is not recorded.',
  checkPolicy: policy =>
    policy.rules.flatMap(({ body, offset, index }) => {
      const item = unauthenticated(body);
      if (!item || !body.level || body.level.value === 'None' || levelOf(policy, failed(policy, body)) !== 'None') return [];
      const message = `"${item.value}" is who sends no credentials. A request whose credentials are wrong has no user and no group, so no rule with users or userGroups sees it, and here it is not recorded. Record it by a rule without users and userGroups.`;
      return [moveFinding({ range: item.range, message }, offset, index)];
    }),
};

const unauthenticated = ({ users, userGroups }: RuleBody): Located<string> | undefined =>
  users.items.find(i => i.value === 'system:anonymous') ?? userGroups.items.find(i => i.value === 'system:unauthenticated');

/** What the rule is about, asked with wrong credentials. */
function failed(policy: PolicyDocument, body: RuleBody) {
  const path = body.nonResourceURLs.items[0]?.value;
  if (path !== undefined) return pathSample(path.replace(/\*+$/, '') || '/', null);
  const entry = body.resources.items[0];
  const named = resourcePattern(entry?.resources.items[0]?.value ?? 'pods');
  return resourceSample({
    verb: body.verbs.items[0]?.value ?? 'get',
    apiGroup: entry?.group?.value.replace('*', '') ?? '',
    resource: named?.resource.replace('*', 'pods') ?? 'pods',
    subresource: named?.subresource?.replace('*', 'status') ?? '',
    namespace: body.namespaces.items[0]?.value ?? sampleNamespace(policy),
    user: null,
  });
}
