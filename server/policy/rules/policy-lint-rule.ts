import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import type { LintRule, Reported } from '../../lint/lint-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';

/** What a check may know beside the policy. */
export interface LintContext {
  readonly kubernetes: KubernetesMinor;
  readonly api: ApiTable;
}

/** For a check of one rule: also the text around it, for fixes. Offsets of the body plus `offset` are offsets of the text. */
export interface RuleContext extends LintContext {
  readonly text: string;
  readonly offset: number;
}

/** Looks at one rule alone; places are the body's. The result is kept until that rule's lines change. */
export interface SingleRuleLint extends LintRule {
  readonly checkRule: (body: RuleBody, context: RuleContext) => Reported[];
}

/** Looks at the rules together; places are the document's, `rule` is zero-based. */
export interface WholePolicyLint extends LintRule {
  readonly checkPolicy: (policy: PolicyDocument, context: LintContext) => (Reported & { readonly rule?: number })[];
}

export type PolicyLintRule = SingleRuleLint | WholePolicyLint;
