import { lineAt } from '../../lint/suppression.ts';
import type { Range } from '../../yaml/node.ts';
import { hintWords } from '../explain/effect-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { ruleMarkdown } from './hover.ts';
import { ruleDecides, specOf } from './rule-decides.ts';

/** Words at the end of a line that are not in the text. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** The effect of each rule that begins in a range, at the end of its first line. */
export function inlayHints(policy: PolicyDocument, range: Range, settings: FeatureSettings): readonly InlayHint[] {
  const { rules } = specOf(policy);
  return policy.rules.flatMap(({ body, offset, index }) => {
    const start = body.range.start + offset;
    if (start < range.start || start > range.end) return [];
    const line = lineAt(policy.text, start);
    const end = line.start + policy.text.slice(line.start, line.end).trimEnd().length;
    const { left } = ruleDecides(policy, index, settings);
    const levelStands = body.level !== undefined && body.level.key.start + offset < line.end;
    return [{ offset: end, text: hintWords(rules[index]!, index, left, levelStands), tooltip: ruleMarkdown(policy, index, settings) }];
  });
}
