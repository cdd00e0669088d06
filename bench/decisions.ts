import { readFileSync } from 'node:fs';
import type { RequestAttributes } from '../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../server/kubernetes/request-info.ts';
import { compilePolicy } from '../server/policy/evaluate.ts';
import { parsePolicy } from '../server/policy/policy-document.ts';
import { policySpec } from '../server/policy/policy-spec.ts';
import { vectors } from '../test/server/kubernetes/vectors.ts';

/** Decisions per second on the guide's sample policy with 1,000 mixed requests, one thread. */
interface Case {
  readonly cases: readonly { readonly request: { readonly method: string; readonly url: string; readonly user: string | null; readonly groups: readonly string[] } }[];
}

const ROUNDS = 7;
/** kube-apiserver's own matcher in Go on the same kind of machine, microseconds; measured once, see the design documents. */
const GO = { decision: 0.23, fromUrl: 1.65, load100: 4600 };

const policyText = readFileSync(new URL('../test/server/policy/fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');
const requests = vectors<Case>('conformance/policy-evaluation.jsonl.gz')
  .flatMap(p => p.cases.map(c => c.request))
  .slice(0, 1000)
  .map(r => ({ method: r.method, url: r.url, user: r.user === null ? null : { name: r.user, groups: r.groups } }));
const attributes = requests.map(r => attributesOf(r) as RequestAttributes);
const { decide } = compilePolicy(policySpec(parsePolicy(policyText)));

/** Median microseconds of one call over several rounds of `count` calls of the body. */
function measure(count: number, calls: number, body: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) body();
    times.push(((performance.now() - start) * 1000) / (count * calls));
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

let seen = 0;
const decision = measure(1000, attributes.length, () => {
  for (const a of attributes) seen += decide(a).level.length;
});
const fromUrl = measure(200, requests.length, () => {
  for (const r of requests) seen += decide(attributesOf(r) as RequestAttributes).level.length;
});
const rules = Array.from({ length: 100 }, (_, i) => `  - level: Metadata\n    users: ["user-${i}"]\n    verbs: ["get", "list"]\n    resources:\n      - group: ""\n        resources: ["pods", "pods/status"]\n`).join('');
const load100 = measure(20, 1, () => {
  seen += policySpec(parsePolicy(`apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules}`)).rules.length;
});

const line = (name: string, ours: number, go: number) => `${name.padEnd(34)} ${ours.toFixed(3).padStart(9)} µs   kube-apiserver (Go) ${go} µs, ${(go / ours).toFixed(1)} times as fast`;
console.log(`decisions on the guide's sample policy, 1,000 mixed requests, median of ${ROUNDS} rounds (${seen > 0 ? 'one thread' : ''})`);
console.log(line('one decision', decision, GO.decision));
console.log(`${'decisions per second'.padEnd(34)} ${Math.round(1e6 / decision).toLocaleString('en-US').padStart(12)}`);
console.log(line('from URL to decision', fromUrl, GO.fromUrl));
console.log(line('reading a policy of 100 rules', load100, GO.load100));
