import type { Fix, TextEdit } from '../../lint/finding.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { removeRule } from './rule-edits.ts';
import type { SourceText } from './source-text.ts';

/** An edit of one rule as an offered fix of the document, as a list of at most one. */
export function ruleFix(
  policy: PolicyDocument,
  { body, offset }: PolicyRule,
  edit: (source: SourceText, body: RuleBody) => TextEdit | undefined,
  title: string,
): Fix[] {
  // a policy without rules is refused
  if (edit === removeRule && policy.rules.length === 1) return [];
  const made = edit({ text: policy.text, offset }, body);
  return made ? [{ title, edits: [{ ...made, range: shift(made.range, offset) }], safe: false }] : [];
}
