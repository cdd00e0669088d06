import { pageOf } from '../../lint/lint-rule.ts';
import { readSuppression, type Suppression } from '../../lint/suppression.ts';
import type { Range } from '../../yaml/node.ts';
import { partOnLine } from '../part-on-line.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { LINT_RULES } from '../rules/policy-rules.ts';

/** A lint rule that a comment of the policy silences by its id. */
export interface SuppressedId {
  readonly id: string;
  readonly range: Range;
  /** File of the rule's page. */
  readonly page: string;
  readonly summary: string;
}

/** The comments of a policy that ask to silence rules. */
export const suppressionsOf = (policy: PolicyDocument): readonly Suppression[] =>
  policy.comments
    .filter(c => c.value.includes('auditscope-ignore'))
    .flatMap(c => readSuppression({ text: policy.text, comments: policy.comments, partOn: line => partOnLine(policy, line) }, c) ?? []);

/** Every known rule that a comment names. */
export function suppressedIds(policy: PolicyDocument): readonly SuppressedId[] {
  return suppressionsOf(policy).flatMap(({ ids }) =>
    ids.flatMap(({ id, range }) => {
      const rule = LINT_RULES.find(r => r.id === id);
      return rule ? [{ id, range, page: pageOf(rule), summary: rule.summary }] : [];
    }),
  );
}
