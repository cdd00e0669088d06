import { apiTable } from '../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { applySuppressions } from '../lint/apply-suppressions.ts';
import { type Finding, moveFinding, type Severity } from '../lint/finding.ts';
import { findingOf } from '../lint/lint-rule.ts';
import { type RuleLevels, ruleLevels, severityOf } from '../lint/rule-levels.ts';
import { policyReach } from './analysis/reachability.ts';
import { NODE_LIMIT, type Steps } from './analysis/run-steps.ts';
import { documentLoadFindings, ruleLoadFindings } from './load-findings.ts';
import { partOnLine } from './part-on-line.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { PolicyRule, RuleBody } from './policy-rule.ts';
import { policySpec } from './policy-spec.ts';
import { kept } from './rules/kept.ts';
import type { LintContext, ReachContext, ReachLint, SingleRuleLint, WholePolicyLint } from './rules/policy-lint-rule.ts';
import { LINT_RULES, POLICY_RULES } from './rules/policy-rules.ts';

/** Checks policies under one set of settings. */
export interface PolicyChecker {
  /** What loading and the cheap lint rules say, suppressions applied, in textual order. */
  readonly check: (policy: PolicyDocument) => readonly Finding[];
  /** The same and what the exact analysis says: all there is to say. Yields often, so that it can be stopped. */
  readonly analyse: (policy: PolicyDocument) => Steps<readonly Finding[]>;
  /** What is wrong with the settings themselves. */
  readonly problems: readonly string[];
}

export interface CheckSettings {
  readonly kubernetes: KubernetesMinor;
  /** Level per rule id. */
  readonly levels: Readonly<Record<string, string>>;
  /** Nodes the analysis may need before it gives up. */
  readonly analysisLimit?: number;
}

/** A lint rule that runs, with the severity of its findings. */
type Active<Rule> = readonly [rule: Rule, severity: Severity];

/** The checker keeps what it found for a rule with the rule's body: an edit checks again only what it touched. */
export function createPolicyChecker({ kubernetes, levels: settings, analysisLimit = NODE_LIMIT }: CheckSettings): PolicyChecker {
  const { levels, problems } = ruleLevels(LINT_RULES, settings);
  const single: Active<SingleRuleLint>[] = [];
  const whole: Active<WholePolicyLint>[] = [];
  const analysed: Active<ReachLint>[] = [];
  for (const rule of POLICY_RULES) {
    const severity = severityOf(levels, rule);
    if (severity && 'checkRule' in rule) single.push([rule, severity]);
    if (severity && 'checkPolicy' in rule) whole.push([rule, severity]);
    if (severity && 'checkReach' in rule) analysed.push([rule, severity]);
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

  /** Nothing silenced yet; kept for the analysis, which comes after. */
  const cheap = kept((policy: PolicyDocument): readonly Finding[] => {
    const findings = documentLoadFindings(policy);
    for (const rule of policy.rules) {
      for (const f of loading(rule)) findings.push(moveFinding(f, rule.offset, rule.index));
      for (const f of lint(policy, rule)) findings.push(moveFinding(f, rule.offset, rule.index));
    }
    if (isReadable(policy))
      for (const [rule, severity] of whole) for (const r of rule.checkPolicy(policy, context)) findings.push(findingOf(rule, severity, r));
    return findings;
  });
  const later = new Set(analysed.flatMap(([rule]) => ('checkPolicy' in rule ? [] : [rule.id])));
  const finish = (policy: PolicyDocument, findings: readonly Finding[], ran: (id: string) => boolean) =>
    silenced(policy, findings, levels, ran).toSorted(inTextualOrder);

  const check = (policy: PolicyDocument) => {
    const readable = isReadable(policy);
    return finish(policy, cheap(policy), id => readable && !later.has(id));
  };

  function* analyse(policy: PolicyDocument): Steps<readonly Finding[]> {
    const told = cheap(policy);
    yield;
    if (!isReadable(policy)) return finish(policy, told, () => false);
    if (analysed.length === 0 || policy.rules.length === 0) return finish(policy, told, () => true);
    const reach = yield* policyReach(policySpec(policy), context.api, analysisLimit);
    if ('stopped' in reach) return finish(policy, [...told, stopped(policy, reach.stopped)], id => !later.has(id));
    const again = new Set(analysed.map(([rule]) => rule.id));
    const reachContext: ReachContext = { ...context, told: findingsByRule(told) };
    const found: Finding[] = [];
    for (const [rule, severity] of analysed) {
      yield;
      for (const r of rule.checkReach(policy, reach, reachContext)) found.push(findingOf(rule, severity, r));
    }
    yield;
    return finish(policy, [...told.filter(f => !again.has(f.code)), ...found], () => true);
  }
  return { check, analyse, problems };
}

/** Of findings of many rules, those of each. */
function findingsByRule(findings: readonly Finding[]): (rule: number) => readonly Finding[] {
  const byRule: Finding[][] = [];
  for (const finding of findings) {
    if (finding.rule === undefined) continue;
    const own = byRule[finding.rule];
    if (own) own.push(finding);
    else byRule[finding.rule] = [finding];
  }
  return rule => byRule[rule] ?? [];
}

const stopped = (policy: PolicyDocument, why: string): Finding => ({
  code: 'analysis-stopped',
  severity: 'information',
  range: policy.rulesKey ?? { start: 0, end: 0 },
  message: `The analysis of which rules decide which requests stopped after ${why}, so rules that never decide are not told. All other checks ran.`,
});

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

/**
 * Whether every rule was read as the server would read it. What a rule decides follows from all rules before it: one that
 * cannot be read makes every such claim a guess.
 */
const isReadable = (policy: PolicyDocument): boolean =>
  policy.yamlProblems.every(p => p.code === 'duplicate-key') &&
  policy.rules.every(r => r.body.problems.every(p => p.kind === 'unknown-field'));

function silenced(
  policy: PolicyDocument,
  findings: readonly Finding[],
  levels: RuleLevels,
  ran: (id: string) => boolean,
): readonly Finding[] {
  const comments = policy.comments.filter(c => c.value.includes('auditscope-ignore'));
  if (comments.length === 0) return findings;
  return applySuppressions({ text: policy.text, comments, partOn: line => partOnLine(policy, line) }, findings, levels, ran);
}

const inTextualOrder = (a: Finding, b: Finding): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
