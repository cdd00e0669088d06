import type { Finding } from '../../lint/finding.ts';
import { lineStartOf } from '../../yaml/line-start.ts';
import { type PolicyDocument, parsePolicy } from '../policy-document.ts';
import type { PolicyPart } from './policies-in.ts';

/**
 * Of the findings of a policy with templates, those that hold however they are rendered: what is wrong with a rule that has
 * no template in it and would be wrong with that rule alone. Of a policy without templates, all.
 */
export function certainFindings(
  { templates }: PolicyPart,
  policy: PolicyDocument,
  findings: readonly Finding[],
  check: (policy: PolicyDocument) => readonly Finding[],
): readonly Finding[] {
  if (templates.length === 0) return findings;
  if (policy.yamlProblems.some(p => p.code !== 'duplicate-key')) return [];
  return policy.rules.flatMap(({ index, offset, body }) => {
    const found = findings.filter(f => f.rule === index);
    if (found.length === 0) return [];
    const next = policy.rules[index + 1];
    const start = lineStartOf(policy.text, body.range.start + offset);
    // what a template on the lines behind a rule adds may belong to it
    const end = next ? lineStartOf(policy.text, next.body.range.start + next.offset) : policy.text.length;
    if (templates.some(t => t.start < end && start < t.end)) return [];
    const alone = parsePolicy(`${HEAD}${policy.text.slice(start, end)}`);
    const own = check(alone).map(f => keyOf(f, HEAD.length));
    return found.filter(f => own.includes(keyOf(f, start)));
  });
}

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';

const keyOf = ({ code, range }: Finding, from: number): string => `${code} ${range.start - from} ${range.end - from}`;
