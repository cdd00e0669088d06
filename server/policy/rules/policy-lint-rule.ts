import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { Finding } from '../../lint/finding.ts';
import type { LintRule, Reported } from '../../lint/lint-rule.ts';
import type { PolicyReach } from '../analysis/reachability.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { SourceText } from './source-text.ts';

/** What a check may know beside the policy. */
export interface LintContext {
  readonly kubernetes: KubernetesMinor;
  readonly api: ApiTable;
}

/** For a check of one rule: also the text it stands in, for fixes. */
export interface RuleContext extends LintContext, SourceText {}

/** Looks at one rule alone; places are the body's. The result is kept until that rule's lines change. */
export interface SingleRuleLint extends LintRule {
  readonly checkRule: (body: RuleBody, context: RuleContext) => Reported[];
}

/** Looks at the rules together, after every edit; places are the document's. Runs only where every rule can be read. */
export interface WholePolicyLint extends LintRule {
  readonly checkPolicy: (policy: PolicyDocument, context: LintContext) => Reported[];
}

/** For a check of the analysis: also what the others found in a rule of the policy, so that one mistake is told once. */
export interface ReachContext extends LintContext {
  readonly told: (rule: number) => readonly Finding[];
}

/**
 * Looks at what the exact analysis says of the policy, which comes later than the cheap checks; places are the document's.
 * A rule that has `checkPolicy` too says the same with more to show for it: this takes the place of what it said before.
 */
export interface ReachLint extends LintRule {
  readonly checkReach: (policy: PolicyDocument, reach: PolicyReach, context: ReachContext) => Reported[];
}

export type PolicyLintRule = SingleRuleLint | WholePolicyLint | ReachLint;
