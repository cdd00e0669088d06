import { apiTable } from '../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { type Finding, moveFinding } from '../lint/finding.ts';
import { type Reported, type RuleLevel, ruleLevels } from '../lint/lint-rule.ts';
import { applySuppressions } from '../lint/suppressions.ts';
import { shift } from '../yaml/node.ts';
import { documentLoadFindings, ruleLoadFindings } from './load-findings.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { PolicyRule, RuleBody } from './policy-rule.ts';
import type { LintContext, PolicyLintRule } from './rules/policy-lint-rule.ts';
import { POLICY_RULES } from './rules/policy-rules.ts';

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

/** The checker keeps what it found for a rule with the rule's body: an edit checks again only what it touched. */
export function createPolicyChecker(settings: CheckSettings): PolicyChecker {
  const { levels, problems } = ruleLevels(POLICY_RULES, settings.levels);
  const active = POLICY_RULES.filter(r => levels.get(r.id) !== 'off');
  const context: LintContext = { kubernetes: settings.kubernetes, api: apiTable(settings.kubernetes) };
  const kept = new WeakMap<RuleBody, { readonly index: number; readonly findings: readonly Finding[] }>();

  const ofRule = (policy: PolicyDocument, rule: PolicyRule): readonly Finding[] => {
    const known = kept.get(rule.body);
    // messages name the rule's number
    if (known?.index === rule.index) return known.findings;
    const findings = [...ruleLoadFindings(rule.body, rule.index, settings.kubernetes), ...lintRule(active, levels, policy, rule, context)];
    kept.set(rule.body, { index: rule.index, findings });
    return findings;
  };

  const check = (policy: PolicyDocument): readonly Finding[] => {
    const findings = documentLoadFindings(policy);
    for (const rule of policy.rules) for (const f of ofRule(policy, rule)) findings.push(moveFinding(f, rule.offset, rule.index));
    for (const lint of active) {
      if ('checkPolicy' in lint) for (const r of lint.checkPolicy(policy, context)) findings.push(finding(lint, levels, r));
    }
    return bySuppression(policy, findings).toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  };
  return { check, problems };
}

function lintRule(active: readonly PolicyLintRule[], levels: ReadonlyMap<string, RuleLevel>, policy: PolicyDocument, { body, offset }: PolicyRule, context: LintContext): Finding[] {
  const full = { ...context, text: policy.text, offset };
  return active.flatMap(lint => ('checkRule' in lint ? lint.checkRule(body, full).map(r => finding(lint, levels, r)) : []));
}

const finding = (lint: PolicyLintRule, levels: ReadonlyMap<string, RuleLevel>, reported: Reported): Finding => ({
  ...reported,
  code: lint.id,
  severity: levels.get(lint.id) as Exclude<RuleLevel, 'off'>,
});

function bySuppression(policy: PolicyDocument, findings: readonly Finding[]): readonly Finding[] {
  const comments = policy.comments.filter(c => c.value.includes('auditscope-ignore'));
  if (comments.length === 0) return findings;
  const blocks = policy.rules.map(r => shift(r.body.range, r.offset));
  return applySuppressions({ text: policy.text, comments, blocks }, findings, POLICY_RULES);
}
