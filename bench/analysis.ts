import { parseDocument } from 'yaml';
import { apiTable } from '../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../server/kubernetes/kubernetes-version.ts';
import { comparePolicies } from '../server/policy/analysis/comparison.ts';
import { policyReach } from '../server/policy/analysis/reachability.ts';
import { runSteps, type Steps } from '../server/policy/analysis/run-steps.ts';
import { completionsAt } from '../server/policy/features/completion.ts';
import { parsePolicy } from '../server/policy/policy-document.ts';
import { type PolicySpec, policySpec } from '../server/policy/policy-spec.ts';

/**
 * The exact analysis of made policies, beside what merely reading the same text with the `yaml` library costs in the same
 * run; and completion in a long policy. The policies mix users, groups, namespaces, built-in resources with subresources,
 * whole API groups and paths, so that their rules take requests from one another.
 */
const ROUNDS = 7;
const api = apiTable(NEWEST_KUBERNETES);

/** The same numbers at every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function policyText(rules: number, seed: number): string {
  const random = numbers(seed);
  const some = (values: readonly string[], most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => values[Math.floor(random() * values.length)]!);
  const list = (values: readonly string[]) => `[${values.map(v => JSON.stringify(v)).join(', ')}]`;
  const items = [...api.groups].flatMap(([group, resources]) =>
    resources.flatMap(r => [r.resource, ...r.subresources.map(s => `${r.resource}/${s.name}`)].map(item => ({ group, item }))),
  );
  const named = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const users = [...named('system:serviceaccount:ci:bot-', 30), ...named('user-', 30)];
  const groups = ['system:authenticated', 'system:nodes', ...named('team-', 20)];
  const lines: string[] = [];
  for (let i = 0; i < rules; i++) {
    lines.push(`  - level: ${some(['None', 'Metadata', 'Request', 'RequestResponse'], 1)[0]}`);
    if (random() < 0.3) lines.push(`    users: ${list(some(users, 3))}`);
    else if (random() < 0.2) lines.push(`    userGroups: ${list(some(groups, 2))}`);
    if (random() < 0.6) lines.push(`    verbs: ${list(some(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'], 4))}`);
    if (random() < 0.08) {
      lines.push(`    nonResourceURLs: ${list(some(['/healthz*', '/version', '/api*', '/metrics', '/openapi*', '/livez*'], 2))}`);
      continue;
    }
    lines.push('    resources:');
    if (random() < 0.1) lines.push(`      - group: ${JSON.stringify(some([...api.groups.keys()], 1)[0])}`);
    else
      for (let n = 0; n <= random() * 3; n++) {
        const { group, item } = items[Math.floor(random() * items.length)]!;
        lines.push(`      - group: ${JSON.stringify(group)}`, `        resources: ${list([item])}`);
      }
    if (random() < 0.35) lines.push(`    namespaces: ${list(some(named('ns-', 40), 3))}`);
  }
  return `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${lines.join('\n')}\n  - level: Metadata\n`;
}

/** Median milliseconds of several runs after one that is not counted. */
function median(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS + 1 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).slice(1);
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

const finished = <T>(steps: Steps<T>) => {
  const result = runSteps(steps);
  if (typeof result === 'object' && result !== null && 'stopped' in result) throw new Error(`the analysis stopped: ${result.stopped}`);
  return result;
};
const ms = (time: number) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

for (const rules of [50, 200, 1000]) {
  const text = policyText(rules, 7);
  const policy: PolicySpec = policySpec(parsePolicy(text));
  const changed: PolicySpec = { ...policy, rules: policy.rules.filter((_, i) => i % 50 !== 20) };
  const reading = median(() => parseDocument(text));
  const reach = median(() => finished(policyReach(policy, api)));
  const compared = median(() => finished(comparePolicies(policy, changed, api)));
  console.log(
    `${rules} rules: analysis ${ms(reach)}, comparison with ${rules - changed.rules.length + 1} rules less ${ms(compared)}; the yaml library reads the text in ${ms(reading)} (${(reach / reading).toFixed(2)} and ${(compared / reading).toFixed(2)} times)`,
  );
}

const text = policyText(500, 3);
const policy = parsePolicy(text);
const offset = text.indexOf('verbs: [') + 'verbs: ['.length;
console.log(`completion in 500 rules: ${ms(median(() => completionsAt(policy, offset, { kubernetes: NEWEST_KUBERNETES })))}`);
