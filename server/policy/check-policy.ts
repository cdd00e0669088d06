import { apiTable } from '../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { applySuppressions } from '../lint/apply-suppressions.ts';
import { type Finding, moveFinding, type Severity } from '../lint/finding.ts';
import { findingOf } from '../lint/lint-rule.ts';
import { type RuleLevels, ruleLevels, severityOf } from '../lint/rule-levels.ts';
import { documentLoadFindings, ruleLoadFindings } from './load-findings.ts';
import { partOnLine } from './part-on-line.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { PolicyRule, RuleBody } from './policy-rule.ts';
import type { LintContext, SingleRuleLint, WholePolicyLint } from './rules/policy-lint-rule.ts';
import { LINT_RULES, POLICY_RULES } from './rules/policy-rules.ts';

/** Checks policies under one set of settings. */
export interface PolicyChecker {
  /** What loading and the lint rules say, suppressions applied, in textual order. */
  readonly check: (policy: PolicyDocument) => readonly Finding[];
  /** What is wrong with the settings themselves. */
  readonly problems: readonly string[];
}

export interface CheckSettings {
  readonly kubernetes: KubernetesMinor;
  /** Level per rule id. */
  readonly levels: Readonly<Record<string, string>>;
}

/** A lint rule that runs, with the severity of its findings. */
type Active<Rule> = readonly [rule: Rule, severity: Severity];

/** The checker keeps what it found for a rule with the rule's body: an edit checks again only what it touched. */
export function createPolicyChecker({ kubernetes, levels: settings }: CheckSettings): PolicyChecker {
  const { levels, problems } = ruleLevels(LINT_RULES, settings);
  const single: Active<SingleRuleLint>[] = [];
  const whole: Active<WholePolicyLint>[] = [];
  for (const rule of POLICY_RULES) {
    const severity = severityOf(levels, rule);
    if (severity && 'checkRule' in rule) single.push([rule, severity]);
    if (severity && 'checkPolicy' in rule) whole.push([rule, severity]);
  }
  const context: LintContext = { kubernetes, api: apiTable(kubernetes) };
  const loading = keptLoadFindings(kubernetes);
  const linted = new WeakMap<RuleBody, readonly Finding[]>();

  const lint = ({ text }: PolicyDocument, { body, offset }: PolicyRule): readonly Finding[] => {
    const known = linted.get(body);
    if (known) return known;
    const full = { ...context, text, offset };
    const findings = single.flatMap(([rule, severity]) => rule.checkRule(body, full).map(r => findingOf(rule, severity, r)));
    linted.set(body, findings);
    return findings;
  };

  const check = (policy: PolicyDocument): readonly Finding[] => {
    const findings = documentLoadFindings(policy);
    for (const rule of policy.rules) {
      for (const f of loading(rule)) findings.push(moveFinding(f, rule.offset, rule.index));
      for (const f of lint(policy, rule)) findings.push(moveFinding(f, rule.offset, rule.index));
    }
    // what a rule decides follows from all rules before it: one that cannot be read makes every such claim a guess
    const complete = isReadable(policy);
    if (complete)
      for (const [rule, severity] of whole) for (const r of rule.checkPolicy(policy, context)) findings.push(findingOf(rule, severity, r));
    return silenced(policy, findings, levels, complete).toSorted(inTextualOrder);
  };
  return { check, problems };
}

/** What loading says of a rule, kept with its body; the server's words name the rule's number. */
function keptLoadFindings(kubernetes: KubernetesMinor): (rule: PolicyRule) => readonly Finding[] {
  const kept = new WeakMap<RuleBody, { readonly index: number; readonly findings: readonly Finding[] }>();
  return ({ body, index }) => {
    const known = kept.get(body);
    if (known && (known.index === index || known.findings.length === 0)) return known.findings;
    const findings = ruleLoadFindings(body, index, kubernetes);
    kept.set(body, { index, findings });
    return findings;
  };
}

/** Whether every rule was read as the server would read it. */
const isReadable = (policy: PolicyDocument): boolean =>
  policy.yamlProblems.every(p => p.code === 'duplicate-key') &&
  policy.rules.every(r => r.body.problems.every(p => p.kind === 'unknown-field'));

function silenced(policy: PolicyDocument, findings: readonly Finding[], levels: RuleLevels, complete: boolean): readonly Finding[] {
  const comments = policy.comments.filter(c => c.value.includes('auditscope-ignore'));
  if (comments.length === 0) return findings;
  return applySuppressions({ text: policy.text, comments, partOn: line => partOnLine(policy, line) }, findings, levels, complete);
}

const inTextualOrder = (a: Finding, b: Finding): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
