import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { explainAt } from '../../../../server/policy/features/explain.ts';
import { inlayHints } from '../../../../server/policy/features/inlay-hints.ts';
import { lensOf, ruleLenses } from '../../../../server/policy/features/rule-lenses.ts';
import { usualRequest } from '../../../../server/policy/features/usual-request.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { policySpec } from '../../../../server/policy/policy-spec.ts';
import { readSample } from '../../../../server/policy/read-sample.ts';
import { policyArbitrary } from '../analysis/random-policies.ts';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);
const settings = { kubernetes: 37 };
const HEAD = 'apiVersion: audit.k8s.io/v1\nrules:\n';

const effects = (text: string) => {
  const policy = parsePolicy(text);
  return ruleLenses(policy).flatMap(l => (l.what === 'effect' ? [lensOf(policy, l, settings)!.title] : []));
};

test('what the lenses and hints of sample policies say is as reviewed', () => {
  const texts = [
    'guide-sample-policy',
    'kubernetes-sample-policy',
    'surprising-policy',
    'real-policies/criticalstack__crit__etc-kubernetes-audit-policy',
  ].map(name => {
    const policy = parsePolicy(readFileSync(fixture(`${name}.yaml`), 'utf8'));
    const hints = inlayHints(policy, { start: 0, end: policy.text.length }, settings).map(h => h.text);
    assert.equal(hints.length, policy.rules.length);
    return `${name}\n${effects(policy.text)
      .map((title, i) => `  ${title}\n    ${hints[i]}`)
      .join('\n')}\n`;
  });
  const text = texts.join('\n');
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(fixture('lenses.txt'), text);
  assert.equal(text, readFileSync(fixture('lenses.txt'), 'utf8'), 'read the texts aloud, then write them with UPDATE_SNAPSHOTS=1');
});

test('a rule that decides nothing says so first, with who takes everything', () => {
  assert.deepEqual(
    effects(
      `${HEAD}  - level: None\n    verbs: [get]\n  - level: None\n    verbs: [list]\n  - level: Request\n    verbs: [get, list]\n  - level: Metadata\n`,
    )[2],
    'Rule 3 never decides a request: rules 1 and 2 take everything together',
  );
  assert.equal(
    effects(`${HEAD}  - level: Metadata\n    users: [bob]\n    userGroups: ["system:unauthenticated"]\n`)[0],
    'Rule 1 decides no request that a server ever sees',
  );
});

test('without a level that exists, or with a rule that cannot be read, nothing is claimed', () => {
  assert.equal(effects(`${HEAD}  - level: metadata\n`)[0], 'Rule 1 has no level that kube-apiserver knows');
  assert.equal(
    effects(`${HEAD}  - level: None\n    users: bob\n  - level: Metadata\n`)[1],
    'Rule 2 records Metadata: every request that no earlier rule decides',
  );
});

test('the request of a lens is decided by its rule, in every real policy', () => {
  const folder = fixture('real-policies/');
  let rules = 0;
  let asked = 0;
  for (const name of readdirSync(folder).filter(n => n.endsWith('.yaml'))) {
    const policy = parsePolicy(readFileSync(new URL(name, folder), 'utf8'));
    // where a part has the wrong type nothing is known of what the rules decide
    if (policy.rules.some(r => r.body.problems.some(p => p.kind === 'type'))) continue;
    const { decide } = compilePolicy(policySpec(policy));
    for (const lens of ruleLenses(policy).filter(l => l.what === 'simulate')) {
      rules++;
      const effect = lensOf(policy, { rule: lens.rule, what: 'effect' }, settings)!.title;
      const request = lensOf(policy, lens, settings)!.request;
      if (!request) continue;
      const read = readSample(request.request, {
        user: request.user === null ? null : { name: request.user, groups: request.groups },
        kubernetes: 37,
      });
      assert.ok(!('error' in read), `${name}: ${request.request}`);
      const { rule } = decide(read.requests[0]!.attributes);
      if (/never|no request that/.test(effect)) assert.notEqual(rule, lens.rule, `${name}: ${effect}`);
      else {
        assert.equal(rule, lens.rule, `${name}: ${request.request}`);
        asked++;
      }
    }
  }
  assert.ok(rules > 200 && asked > rules * 0.9, `${asked} of ${rules}`);
});

test('a usual request is decided by the rule it is made for', () => {
  const api = apiTable(37);
  let found = 0;
  fc.assert(
    fc.property(policyArbitrary, policy => {
      const { decide } = compilePolicy(policy);
      for (const i of policy.rules.keys()) {
        const request = usualRequest(policy, i, api);
        if (request) assert.equal(decide(request).rule, i);
        if (request) found++;
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(found > 200, `${found}`);
});

test('hints stand at the end of the first line of the rules in view', () => {
  const policy = parsePolicy(`${HEAD}  - level: None   # noise  \n    verbs: [get]\n  -\n    level: Metadata\n`);
  const all = inlayHints(policy, { start: 0, end: policy.text.length }, settings);
  assert.deepEqual(
    all.map(h => policy.text.slice(0, h.offset).split('\n').at(-1)),
    ['  - level: None   # noise', '    level: Metadata'],
  );
  assert.equal(inlayHints(policy, { start: 0, end: policy.text.indexOf('verbs') }, settings).length, 1);
});

test('an explanation is plain text about the rule and what stands at the cursor', () => {
  const policy = parsePolicy(`${HEAD}  - level: None\n    verbs: [get]\n  - level: Metadata\n    users: ["a*b_c"]\n`);
  const at = (word: string) => explainAt(policy, policy.text.indexOf(word) + 1, settings);
  assert.equal(at('verbs')?.title, 'Rule 1 of 2');
  assert.equal(
    at('a*b_c')?.text,
    'Rule 2 of 2 records Metadata for every request by a*b_c\nRecorded: who, what, when, from where and the status; no bodies\nStages: RequestReceived, ResponseStarted, ResponseComplete, Panic\nLeft by earlier rules: everything except get requests (rule 1)\nSuch as: GET /api/v1/namespaces/default/pods by a*b_c\nMind: * is no wildcard in users: a*b_c is compared letter by letter.\n\nHere: A user named exactly a*b_c: * is no wildcard here. For many users, name a group in userGroups.\n',
  );
  assert.equal(at('apiVersion'), undefined);
});
