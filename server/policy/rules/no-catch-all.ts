import { type ApiTable, findResource } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes, User } from '../../kubernetes/request-attributes.ts';
import { type Fix, moveFinding } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import { requestTitle, userWords } from '../describe-simulation.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { firstLine } from '../validate-rule.ts';
import { decidesEverything } from './catch-all.ts';
import { decidingRule } from './deciding-rule.ts';
import type { ReachLint, WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleAfter } from './rule-edits.ts';
import { resourceSample } from './sample-request.ts';

export const noCatchAll: WholePolicyLint & ReachLint = {
  id: 'no-catch-all',
  category: 'security',
  level: 'information',
  summary: 'A policy without a rule for everything else: what no rule matches is not recorded.',
  checkPolicy: policy => (decidesEverything(policy) ? [] : report(policy, '')),
  checkReach: (policy, { fallsThrough }, { api }) => {
    if (!fallsThrough) return [];
    const request = usualRequestLeft(policy, api) ?? fallsThrough;
    return report(policy, `: ${requestTitle(request)}, by ${userWords(request.user)}, for one`);
  },
};

/** What everybody knows, for an example. */
const KNOWN: readonly (readonly [apiGroup: string, resource: string])[] = [
  ['', 'secrets'],
  ['', 'pods'],
  ['apps', 'deployments'],
  ['', 'configmaps'],
  ['', 'nodes'],
  ['', 'services'],
  ['rbac.authorization.k8s.io', 'rolebindings'],
];
const JANE: User = { name: 'jane', groups: ['system:authenticated'] };

/** A request that clients really send and that no rule decides; undefined where none of a few is left. */
function usualRequestLeft(policy: PolicyDocument, api: ApiTable): RequestAttributes | undefined {
  for (const [apiGroup, resource] of KNOWN) {
    const { namespaced, verbs } = findResource(api, apiGroup, resource)!;
    const namespace = namespaced ? 'default' : '';
    const left = VERBS.filter(verb => verbs.includes(verb))
      .map(verb => resourceSample({ verb, apiGroup, resource, namespace, user: JANE }))
      .find(request => !decidingRule(policy, request));
    if (left) return left;
  }
  return undefined;
}
const VERBS = ['get', 'list', 'create', 'update', 'patch', 'delete', 'deletecollection', 'watch'];

function report(policy: PolicyDocument, example: string): Reported[] {
  const last = policy.rules.at(-1);
  if (!last) return [];
  const message = `Requests that no rule matches are not recorded${example}. End with a rule that has only a level: Metadata to see them, None to say that they are not wanted.`;
  return [moveFinding({ range: firstLine(last.body), message, fixes: endings(policy, last) }, last.offset, last.index)];
}

const endings = (policy: PolicyDocument, { body, offset }: PolicyRule): Fix[] =>
  ['Metadata', 'None'].flatMap(level => {
    const edit = insertRuleAfter({ text: policy.text, offset }, body, [`level: ${level}`]);
    return edit ? [{ title: `Add a last rule of level ${level}`, edits: [edit], safe: false }] : [];
  });
