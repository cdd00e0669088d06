import type { Finding, TextRange } from '../../lint/finding.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { firstLine, neverEmpty } from '../validate-rule.ts';
import { joined } from './joined.ts';
import { trimmed } from './source-text.ts';

/** A whole rule in the document, never empty. */
export function wholeRule(policy: PolicyDocument, { body, offset }: PolicyRule): TextRange {
  return shift(neverEmpty(trimmed({ text: policy.text, offset }, body.range)), offset);
}

/** The first line of a rule in the document. */
export const ruleLine = ({ body, offset }: PolicyRule): TextRange => shift(firstLine(body), offset);

/** `rule 3`, `rules 2, 3 and 5`; numbers are given from 0 and told from 1. */
export const ruleNumbers = (indexes: readonly number[]): string =>
  `rule${indexes.length === 1 ? '' : 's'} ${joined(
    indexes.map(i => String(i + 1)),
    'and',
  )}`;

/** Where the rules stand that a finding speaks of. */
export const relatedRules = (
  policy: PolicyDocument,
  indexes: readonly number[],
  message: (number: number) => string,
): NonNullable<Finding['related']> => indexes.map(i => ({ range: ruleLine(policy.rules[i]!), message: message(i + 1) }));
