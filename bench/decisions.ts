import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RequestAttributes } from '../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../server/kubernetes/request-info.ts';
import { compilePolicy } from '../server/policy/evaluate.ts';
import { parsePolicy } from '../server/policy/policy-document.ts';
import { policySpec } from '../server/policy/policy-spec.ts';
import { vectors } from '../test/server/kubernetes/vectors.ts';

/**
 * Decisions per second on the guide's sample policy with 1,000 mixed requests, one thread, against kube-apiserver's own
 * code: measured in the same run where Go is installed (`bench/go-peer`), else as it was measured once.
 */
interface Case {
  readonly cases: readonly {
    readonly request: { readonly method: string; readonly url: string; readonly user: string | null; readonly groups: readonly string[] };
  }[];
}

/** Medians in microseconds. */
interface Figures {
  readonly decision: number;
  readonly fromUrl: number;
  readonly load100: number;
  /** How often each level was decided: both sides must agree. */
  readonly levels: Readonly<Record<string, number>>;
}

const ROUNDS = 9;
/** kube-apiserver's matcher on the same kind of machine, for machines without Go. */
const GO_MEASURED_ONCE = { decision: 0.23, fromUrl: 1.65, load100: 4600 };

const policyText = readFileSync(new URL('../test/server/policy/fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');
const hundredRules = `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${Array.from({ length: 100 }, (_, i) => `  - level: Metadata\n    users: ["user-${i}"]\n    verbs: ["get", "list"]\n    resources:\n      - group: ""\n        resources: ["pods", "pods/status"]\n`).join('')}`;
const requests = vectors<Case>('conformance/policy-evaluation.jsonl.gz')
  .flatMap(p => p.cases.map(c => c.request))
  .filter(r => !('error' in attributesOf({ ...r, user: null })))
  .slice(0, 1000);

/** Median microseconds of one call over several rounds of `count` runs of a body that makes `calls` calls. */
function measure(count: number, calls: number, body: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) body();
    times.push(((performance.now() - start) * 1000) / (count * calls));
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

function ours(): Figures {
  const sent = requests.map(r => ({ method: r.method, url: r.url, user: r.user === null ? null : { name: r.user, groups: r.groups } }));
  const attributes = sent.map(r => attributesOf(r) as RequestAttributes);
  const { decide } = compilePolicy(policySpec(parsePolicy(policyText)));
  const levels: Record<string, number> = {};
  for (const a of attributes) levels[decide(a).level] = (levels[decide(a).level] ?? 0) + 1;
  let seen = 0;
  const decision = measure(1000, attributes.length, () => {
    for (const a of attributes) seen += decide(a).level.length;
  });
  const fromUrl = measure(200, sent.length, () => {
    for (const r of sent) seen += decide(attributesOf(r) as RequestAttributes).level.length;
  });
  const load100 = measure(20, 1, () => {
    seen += policySpec(parsePolicy(hundredRules)).rules.length;
  });
  return { decision, fromUrl, load100, levels: seen > 0 ? levels : {} };
}

/** kube-apiserver's own code on the same requests, or `undefined` where Go cannot build it. */
function peer(): Figures | undefined {
  const source = fileURLToPath(new URL('go-peer/', import.meta.url));
  const cache = fileURLToPath(new URL('../.cache/', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const binary = `${cache}go-peer`;
  try {
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch {
    return undefined;
  }
  const workload = { policy: policyText, load: hundredRules, rounds: ROUNDS, requests };
  return JSON.parse(execFileSync(binary, { input: JSON.stringify(workload), encoding: 'utf8', maxBuffer: 1 << 24 })) as Figures;
}

const go = peer();
const us = ours();
const sorted = (levels: Figures['levels']) => JSON.stringify(Object.entries(levels).sort());
if (go && sorted(go.levels) !== sorted(us.levels)) throw new Error(`the levels differ: Go ${sorted(go.levels)}, ours ${sorted(us.levels)}`);
const against = go ?? GO_MEASURED_ONCE;
const line = (name: string, key: 'decision' | 'fromUrl' | 'load100') =>
  `${name.padEnd(32)} ${us[key].toFixed(3).padStart(10)} µs   kube-apiserver ${against[key].toFixed(3).padStart(9)} µs   ${(against[key] / us[key]).toFixed(2)} times as fast`;
console.log(
  `decisions on the guide's sample policy, ${requests.length} mixed requests, one thread, median of ${ROUNDS} rounds; kube-apiserver 1.36.3 ${go ? 'in the same run' : 'as measured once (no Go here)'}`,
);
console.log(line('one decision', 'decision'));
console.log(
  `${'decisions per second'.padEnd(32)} ${Math.round(1e6 / us.decision)
    .toLocaleString('en-US')
    .padStart(10)}`,
);
console.log(line('from URL to decision', 'fromUrl'));
console.log(line('reading a policy of 100 rules', 'load100'));
