import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { recordsBodies, type Level } from '../../kubernetes/audit.ts';
import { type CompiledPolicy, compilePolicy } from '../evaluate.ts';
import { resourceMatches } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { GroupResources, PolicyRule, RuleBody } from '../policy-rule.ts';
import { policySpec } from '../policy-spec.ts';
import { requestBody, responseBody } from '../recorded-bodies.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

/** Resources whose bodies hold credentials, and the requests that carry them. */
interface Sensitive {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly verbs: readonly string[];
  readonly what: string;
}

const SENSITIVE: readonly Sensitive[] = [
  { group: '', resource: 'secrets', subresource: '', verbs: ['create', 'update', 'patch', 'get', 'list'], what: 'the data of secrets' },
  { group: '', resource: 'serviceaccounts', subresource: 'token', verbs: ['create'], what: 'issued service account tokens' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews', subresource: '', verbs: ['create'], what: 'the bearer tokens under review' },
];

export const secretBodies: WholePolicyLint = {
  id: 'secret-bodies',
  category: 'security',
  level: 'warning',
  summary: 'Bodies of secrets, issued tokens or token reviews are written to the log.',
  checkPolicy: policy => {
    let compiled: CompiledPolicy | undefined;
    return policy.rules.flatMap(rule => {
      const level = rule.body.level?.value as Level | undefined;
      if (!level || !recordsBodies(level)) return [];
      return SENSITIVE.flatMap(sensitive => {
        const entry = coveringEntry(rule.body, sensitive);
        if (entry === undefined) return [];
        compiled ??= compilePolicy(policySpec(policy));
        const witness = leaked(compiled, policy, rule, sensitive, level);
        return witness ? [report(rule, level, sensitive, entry, witness)] : [];
      });
    });
  },
};

/** The entry of the rule that covers the resource; null for a rule without resources. */
function coveringEntry(body: RuleBody, { group, resource, subresource }: Sensitive): GroupResources | null | undefined {
  if (body.resources.items.length === 0) return body.nonResourceURLs.items.length === 0 ? null : undefined;
  return body.resources.items.find(
    e => ((e.group?.value ?? '') === group || e.group?.value === '*') && (e.resources.items.length === 0 || e.resources.items.some(r => resourceMatches(r.value, resource, subresource))),
  );
}

/** A request that this rule decides and whose body it records; the evaluator is asked, so the claim is true. */
function leaked(compiled: CompiledPolicy, policy: PolicyDocument, { body, index }: PolicyRule, sensitive: Sensitive, level: Level): RequestAttributes | undefined {
  const verbs = sensitive.verbs.filter(v => body.verbs.items.length === 0 || body.verbs.items.some(i => i.value === v));
  const names = ['example', ...body.resources.items.flatMap(e => e.resourceNames.items.slice(0, 3).map(n => n.value))];
  const namespaces = body.namespaces.items.length > 0 ? body.namespaces.items.slice(0, 3).map(n => n.value) : [namespaceOutside(policy)];
  const user = { name: body.users.items[0]?.value ?? 'alice', groups: [...(body.userGroups.items[0] ? [body.userGroups.items[0].value] : []), 'system:authenticated'] };
  for (const verb of verbs) {
    for (const namespace of namespaces) {
      for (const name of verb === 'create' && sensitive.subresource === '' ? [''] : verb === 'list' ? [''] : names) {
        const { group: apiGroup, resource, subresource } = sensitive;
        const request: RequestAttributes = { isResourceRequest: true, verb, apiGroup, apiVersion: 'v1', resource, subresource, namespace: resource === 'tokenreviews' ? '' : namespace, name, path: '', user };
        const recorded = requestBody(level, request).recorded || responseBody(level, request).recorded;
        // the token itself is in the response only
        const leaks = subresource === 'token' ? level === 'RequestResponse' : recorded;
        if (leaks && compiled.decide(request).rule === index) return request;
      }
    }
  }
  return undefined;
}

/** A namespace that no rule names: what holds there holds almost everywhere. */
function namespaceOutside(policy: PolicyDocument): string {
  const named = new Set(policy.rules.flatMap(r => r.body.namespaces.items.map(n => n.value)));
  return ['default', 'shop', 'team-a', 'example'].find(n => !named.has(n)) ?? 'some-other-namespace';
}

function report({ body, offset, index }: PolicyRule, level: Level, sensitive: Sensitive, entry: GroupResources | null, witness: RequestAttributes) {
  const range = entry?.group?.range ?? entry?.range ?? body.level!.range;
  const resource = sensitive.subresource === '' ? sensitive.resource : `${sensitive.resource}/${sensitive.subresource}`;
  const where = witness.namespace === '' ? '' : ` in ${witness.namespace}`;
  const of = sensitive.group === '' ? '' : ` of ${sensitive.group}`;
  return {
    rule: index,
    range: { start: range.start + offset, end: range.end + offset },
    message: `Rule ${index + 1} writes ${sensitive.what} into the log: ${witness.verb} ${resource}${where} is recorded at ${level}. Put a rule of level Metadata for ${resource}${of} before it.`,
  };
}
