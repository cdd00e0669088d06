import { parseDocument } from 'yaml';
import { apiTable } from '../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../server/kubernetes/kubernetes-version.ts';
import { comparePolicies } from '../server/policy/analysis/comparison.ts';
import { policyReach } from '../server/policy/analysis/reachability.ts';
import { runSteps, type Steps } from '../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../server/policy/check-policy.ts';
import { completionsAt } from '../server/policy/features/completion.ts';
import { parsePolicy } from '../server/policy/policy-document.ts';
import { type PolicySpec, policySpec } from '../server/policy/policy-spec.ts';
import { madePolicy } from './made-policy.ts';

/**
 * The exact analysis of made policies, beside what merely reading the same text with the `yaml` library costs in the same
 * run; and completion in a long policy.
 */
const ROUNDS = 7;
const api = apiTable(NEWEST_KUBERNETES);

/** Median milliseconds of several runs after one that is not counted; what `prepare` makes for a run is not counted either. */
function median<T>(run: (prepared: T | undefined) => unknown, prepare?: () => T): number {
  const times = Array.from({ length: ROUNDS + 1 }, () => {
    const prepared = prepare?.();
    const start = performance.now();
    run(prepared);
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
  const text = madePolicy(rules, 7);
  const policy: PolicySpec = policySpec(parsePolicy(text));
  const changed: PolicySpec = { ...policy, rules: policy.rules.filter((_, i) => i % 50 !== 20) };
  const reading = median(() => parseDocument(text));
  const reach = median(() => finished(policyReach(policy, api)));
  const compared = median(() => finished(comparePolicies(policy, changed, api)));
  console.log(
    `${rules} rules: analysis ${ms(reach)}, comparison with ${rules - changed.rules.length + 1} rules less ${ms(compared)}; the yaml library reads the text in ${ms(reading)} (${(reach / reading).toFixed(2)} and ${(compared / reading).toFixed(2)} times)`,
  );
}

const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
for (const rules of [200, 1000]) {
  const text = madePolicy(rules, 7);
  // as an editor does: what is cheap has been told before
  const checked = () => {
    const policy = parsePolicy(text);
    checker.check(policy);
    return policy;
  };
  const before = checker.check(parsePolicy(text)).length;
  const all = runSteps(checker.analyse(parsePolicy(text))).length;
  const time = median(policy => finished(checker.analyse(policy!)), checked);
  console.log(`${rules} rules: all exact findings ${ms(time)} (${all} findings, ${before} without the analysis)`);
}

const text = madePolicy(500, 3);
const policy = parsePolicy(text);
const offset = text.indexOf('verbs: [') + 'verbs: ['.length;
console.log(`completion in 500 rules: ${ms(median(() => completionsAt(policy, offset, { kubernetes: NEWEST_KUBERNETES })))}`);
