import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable, findResource } from '../../../../server/kubernetes/api-resources.ts';
import { recordsBodies, STAGES } from '../../../../server/kubernetes/audit.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import type { RequestAttributes } from '../../../../server/kubernetes/request-attributes.ts';
import { applyEdits, applyFixes } from '../../../../server/lint/apply-fixes.ts';
import type { Finding, TextRange } from '../../../../server/lint/finding.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { compilePolicy, type Decision } from '../../../../server/policy/evaluate.ts';
import { type PolicyDocument, parsePolicy } from '../../../../server/policy/policy-document.ts';
import { type PolicySpec, policySpec } from '../../../../server/policy/policy-spec.ts';
import { requestBody, responseBody } from '../../../../server/policy/recorded-bodies.ts';
import { POLICY_RULES } from '../../../../server/policy/rules/policy-rules.ts';
import { sampleUser } from '../../../../server/policy/rules/sample-values.ts';
import { SECRET_BEARING, secretVerbs } from '../../../../server/policy/rules/secret-bearing.ts';
import type { Located } from '../../../../server/yaml/node.ts';
import { randomPolicy } from './random-policies.ts';
import { requestsFor } from './random-requests.ts';
import { recordedOf } from './recorded-of.ts';
import { readPage } from './rule-page.ts';

/** What a lint rule claims of decisions is asked of the evaluator, on policies with mistakes and requests built from them. */

const api = apiTable(NEWEST_KUBERNETES);
const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
const check = (text: string) => runSteps(checker.analyse(parsePolicy(text)));
const NOBODY = 'zz.never';

/** The wrong examples of the pages about policies: with them each claim is made at least once, whatever the random policies hold. */
const examples = POLICY_RULES.flatMap(({ id }) =>
  readPage(id).wrong.map((w): [string] => [`apiVersion: audit.k8s.io/v1\nkind: Policy\n${w.policy}`]),
);

/** The policy with the marked item, or group, or all names of the entry whose key is marked, replaced by what nothing is called. */
function without(policy: PolicyDocument, { range, rule }: Finding): PolicySpec {
  const { offset } = policy.rules[rule!]!;
  const marked = (r: TextRange | undefined) => r !== undefined && r.start + offset === range.start && r.end + offset === range.end;
  const swap = <T extends { items: readonly Located<string>[] }>(list: T): T => ({
    ...list,
    items: list.items.map(i => (marked(i.range) ? { ...i, value: NOBODY } : i)),
  });
  const rules = policy.rules.map(r => {
    if (r.index !== rule) return r;
    const { body } = r;
    const entries = body.resources.items.map(e => ({
      ...e,
      group: marked(e.group?.range) ? { ...e.group!, value: NOBODY } : e.group,
      resources: swap(e.resources),
      resourceNames: marked(e.resourceNames.key)
        ? { ...e.resourceNames, items: e.resourceNames.items.map(i => ({ ...i, value: NOBODY })) }
        : swap(e.resourceNames),
    }));
    const lists = {
      users: swap(body.users),
      userGroups: swap(body.userGroups),
      verbs: swap(body.verbs),
      namespaces: swap(body.namespaces),
      nonResourceURLs: swap(body.nonResourceURLs),
      omitStages: body.omitStages,
    };
    return { ...r, body: { ...body, ...lists, resources: { ...body.resources, items: entries } } };
  });
  return policySpec({ ...policy, rules });
}

/** Whether an API server answers the request with success: scope, and a name where and only where the verb has one. */
function canSucceed({ isResourceRequest, apiGroup, resource, subresource, namespace, name, verb }: RequestAttributes): boolean {
  if (!isResourceRequest) return true;
  const known = findResource(api, apiGroup, resource);
  if (known && !known.namespaced && resource !== 'namespaces' && namespace !== '') return false;
  return !(subresource === '' && (verb === 'create' || verb === 'deletecollection') && name !== '');
}

/** Groups that some API server has; `example.com` stands for those of custom resources. */
const hasGroup = (group: string) => api.groups.has(group) || group === 'example.com';

const MATCHES_NOTHING = [
  'literal-wildcard',
  'pattern-matches-nothing',
  'verb-case',
  'unknown-verb',
  'core-group-name',
  'unknown-group',
  'namespace-on-cluster-scoped',
  'resource-names-with-create',
];

test('what is said to match nothing decides no request that succeeds', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(randomPolicy, text => {
      const policy = parsePolicy(text);
      const decide = compilePolicy(policySpec(policy)).decide;
      for (const finding of check(text).filter(f => MATCHES_NOTHING.includes(f.code))) {
        seen.add(finding.code);
        const less = compilePolicy(without(policy, finding)).decide;
        for (const request of fc.sample(requestsFor(policySpec(policy), false), 30).filter(canSucceed)) {
          if (!hasGroup(request.apiGroup)) continue;
          assert.deepEqual(less(request), decide(request), `${finding.code}: ${finding.message}\n${JSON.stringify(request)}\n${text}`);
        }
      }
    }),
    { numRuns: 80, examples },
  );
  assert.deepEqual([...seen].sort(), [...MATCHES_NOTHING].sort());
});

test('a rule said to be unreachable decides nothing, one whose stages are all omitted leaves none', () => {
  fc.assert(
    fc.property(randomPolicy, text => {
      const policy = parsePolicy(text);
      const decide = compilePolicy(policySpec(policy)).decide;
      const findings = check(text);
      const of = (code: string) => findings.filter(f => f.code === code).map(f => f.rule);
      for (const request of fc.sample(requestsFor(policySpec(policy), true), 60)) {
        const { rule, omitStages, level } = decide(request);
        assert.ok(!of('unreachable-rule').includes(rule ?? -1), text);
        if (rule === null || level === 'None') continue;
        assert.equal(
          [rule, undefined].some(r => of('all-stages-omitted').includes(r)),
          STAGES.every(s => omitStages.includes(s)),
          text,
        );
      }
    }),
    { numRuns: 100, examples },
  );
});

/** A request that only a rule for everything can decide, on a resource and on a path. */
const stranger = { apiVersion: 'v1', namespace: 'zz', name: 'zz', user: null, verb: 'watch', subresource: '' };
const strangers: readonly RequestAttributes[] = [
  { ...stranger, isResourceRequest: true, apiGroup: 'zz.example', resource: 'zz', path: '' },
  { ...stranger, isResourceRequest: false, apiGroup: '', resource: '', path: '/zz' },
];

test('no-catch-all is found exactly where some request falls through', () => {
  fc.assert(
    fc.property(randomPolicy, text => {
      const policy = policySpec(parsePolicy(text));
      const decide = compilePolicy(policy).decide;
      const found = check(text).some(f => f.code === 'no-catch-all');
      assert.equal(
        found,
        strangers.some(r => decide(r).rule === null),
        text,
      );
      if (!found) for (const request of fc.sample(requestsFor(policy, true), 30)) assert.notEqual(decide(request).rule, null);
    }),
    { numRuns: 100, examples },
  );
});

test('a rule said to record secrets decides such a request', () => {
  let leaks = 0;
  fc.assert(
    fc.property(randomPolicy, text => {
      const policy = parsePolicy(text);
      const spec = policySpec(policy);
      const decide = compilePolicy(spec).decide;
      for (const { rule } of check(text).filter(f => f.code === 'secret-bodies')) {
        leaks++;
        const { level, namespaces } = spec.rules[rule!]!;
        const user = sampleUser(policy.rules[rule!]!.body);
        assert.ok(recordsBodies(level));
        const requests = SECRET_BEARING.flatMap(({ group: apiGroup, resource, subresource, ...bearing }) =>
          secretVerbs({ group: apiGroup, resource, subresource, ...bearing }, level).flatMap(verb =>
            ['default', '', ...namespaces].flatMap(namespace =>
              ['', 'example', 'x', '*'].map((name): RequestAttributes => {
                return {
                  isResourceRequest: true,
                  verb,
                  apiGroup,
                  apiVersion: 'v1',
                  resource,
                  subresource,
                  namespace,
                  name,
                  path: '',
                  user,
                };
              }),
            ),
          ),
        );
        assert.ok(
          requests.some(r => decide(r).rule === rule),
          text,
        );
      }
    }),
    { numRuns: 100, examples },
  );
  assert.ok(leaks > 0);
});

const stagesOf = ({ omitStages }: Decision) => [...omitStages].sort().join();

test('where a rule is said to miss exec of some clients, the verb decides what is recorded', () => {
  let missed = 0;
  fc.assert(
    fc.property(randomPolicy, text => {
      const policy = parsePolicy(text);
      const spec = policySpec(policy);
      const decide = compilePolicy(spec).decide;
      for (const { rule, message } of check(text).filter(f => f.code === 'exec-verbs' && f.message.startsWith('This rule misses'))) {
        missed++;
        const { namespaces } = spec.rules[rule!]!;
        const user = sampleUser(policy.rules[rule!]!.body);
        const requests = (verb: string): RequestAttributes[] =>
          ['exec', 'attach', 'portforward'].flatMap(subresource =>
            ['default', ...namespaces].flatMap(namespace =>
              ['example', 'x', '*', ''].map((name): RequestAttributes => {
                const target = { apiGroup: '', apiVersion: 'v1', resource: 'pods', subresource, namespace, name, path: '' };
                return { isResourceRequest: true, verb, ...target, user };
              }),
            ),
          );
        const [get, create] = [requests('get').map(decide), requests('create').map(decide)];
        const [own, other] = message.includes('their verb is get') ? [create, get] : [get, create];
        assert.ok(
          own.some((d, i) => d.rule === rule && (other[i]!.level !== d.level || stagesOf(other[i]!) !== stagesOf(d))),
          text,
        );
      }
    }),
    { numRuns: 80, examples },
  );
  assert.ok(missed > 0);
});

test('the verbs that carry secrets are those whose bodies are recorded', () => {
  for (const bearing of SECRET_BEARING) {
    const request = (verb: string): RequestAttributes => ({
      ...stranger,
      isResourceRequest: true,
      apiGroup: bearing.group,
      resource: bearing.resource,
      subresource: bearing.subresource,
      verb,
      path: '',
    });
    for (const verb of bearing.inRequest) assert.ok(requestBody('Request', request(verb)).recorded);
    for (const verb of bearing.inResponse)
      assert.ok(responseBody('RequestResponse', { ...request(verb), user: { name: 'alice', groups: [] } }).recorded);
    assert.deepEqual(secretVerbs(bearing, 'Metadata'), []);
  }
});

test('fix-all ends, leaves no safe fix, and changes nothing that is recorded', () => {
  fc.assert(
    fc.property(randomPolicy, text => {
      const { text: fixed, findings } = applyFixes(text, check);
      assert.ok(!findings.some(f => f.fixes?.some(x => x.safe)), fixed);
      const spec = policySpec(parsePolicy(text));
      const [old, now] = [compilePolicy(spec).decide, compilePolicy(policySpec(parsePolicy(fixed))).decide];
      for (const request of fc.sample(requestsFor(spec, true), 40)) {
        const [before, after] = [recordedOf(old(request), request), recordedOf(now(request), request)];
        assert.deepEqual(after, before, `${JSON.stringify(request)}\n${text}\nfixed:\n${fixed}`);
      }
    }),
    { numRuns: 80, examples },
  );
});

test('every fix removes its finding, or the rule that it is about, and leaves a policy that is read', () => {
  let fixes = 0;
  fc.assert(
    fc.property(randomPolicy, text => {
      const before = check(text);
      const errors = before.filter(f => f.severity === 'error').length;
      for (const finding of before) {
        for (const fix of finding.page === undefined ? [] : (finding.fixes ?? [])) {
          fixes++;
          const fixed = applyEdits(text, [fix]);
          const after = check(fixed);
          const same = (f: Finding) => f.code === finding.code;
          // without a rule another one may come to change nothing
          const isRuleGone = parsePolicy(fixed).rules.length < parsePolicy(text).rules.length;
          const isDone = isRuleGone || after.filter(same).length < before.filter(same).length;
          assert.ok(isDone, `${fix.title}: ${finding.message}\n${text}\nfixed:\n${fixed}`);
          assert.ok(after.filter(f => f.severity === 'error').length <= errors, `${fix.title}\n${text}\nfixed:\n${fixed}`);
        }
      }
    }),
    { numRuns: 40, examples },
  );
  assert.ok(fixes > 0);
});

test('checking after an edit finds what checking anew finds', () => {
  const kept = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
  fc.assert(
    fc.property(randomPolicy, fc.nat(), fc.constantFrom('x', '', '\n', '  - level: None\n', '"'), (text, at, put) => {
      const first = parsePolicy(text);
      kept.check(first);
      const place = at % (text.length + 1);
      const edited = text.slice(0, place) + put + text.slice(place + 1);
      assert.deepEqual(
        kept.check(parsePolicy(edited, first)),
        createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} }).check(parsePolicy(edited)),
      );
    }),
    { numRuns: 120 },
  );
});
