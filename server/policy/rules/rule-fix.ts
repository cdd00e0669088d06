import type { Fix, TextEdit } from '../../lint/finding.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import type { SourceText } from './source-text.ts';

/** An edit of one rule as an offered fix of the document, as a list of at most one. */
export function ruleFix(
  policy: PolicyDocument,
  { body, offset }: PolicyRule,
  edit: (source: SourceText, body: RuleBody) => TextEdit | undefined,
  title: string,
): Fix[] {
  const made = edit({ text: policy.text, offset }, body);
  return made ? [{ title, edits: [{ ...made, range: shift(made.range, offset) }], safe: false }] : [];
}
