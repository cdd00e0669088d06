import type { Finding, TextEdit } from '../../lint/finding.ts';
import { lineAt } from '../../lint/suppression.ts';
import { type PolicyDocument, parsePolicy } from '../policy-document.ts';
import { POLICY_RULES } from '../rules/policy-rules.ts';
import { applied, newlineOf } from './edited-text.ts';
import { suppressionsOf } from './suppressed-ids.ts';

/** Ways to silence a finding with a comment: where it stands, and in the whole document. The reason is left to write. */
export interface Silencing {
  readonly here: readonly TextEdit[] | undefined;
  readonly everywhere: readonly TextEdit[] | undefined;
}

/** Undefined for findings that no comment can silence. */
export function silencing(policy: PolicyDocument, { code, range }: Finding): Silencing | undefined {
  if (policy.format === 'json' || !POLICY_RULES.some(rule => rule.id === code)) return undefined;
  const comments = suppressionsOf(policy);
  const here = comments.find(
    s => s.suffix === '' && s.covers.start <= range.start && range.start < s.covers.end && isAlone(policy, s.comment.range.start),
  );
  const file = comments.find(s => s.suffix === '-file');
  const line = lineAt(policy.text, range.start);
  const indent = /^[ ]*/.exec(policy.text.slice(line.start, line.end))![0];
  const newline = newlineOf(policy.text);
  const comment = (at: number, text: string): TextEdit => ({ range: { start: at, end: at }, newText: text });
  return {
    here: proved(policy, code, [here ? added(here.ids, code) : comment(line.start, `${indent}# auditscope-ignore ${code}:${newline}`)]),
    everywhere: proved(policy, code, [
      file ? added(file.ids, code) : comment(policy.text.startsWith('\ufeff') ? 1 : 0, `# auditscope-ignore-file ${code}:${newline}`),
    ]),
  };
}

const isAlone = ({ text }: PolicyDocument, at: number) => text.slice(lineAt(text, at).start, at).trim() === '';

/** One more id in a comment that silences others already. */
function added(ids: readonly { readonly range: { readonly end: number } }[], code: string): TextEdit | undefined {
  const end = ids.at(-1)?.range.end;
  return end === undefined ? undefined : { range: { start: end, end }, newText: `, ${code}` };
}

/** The edit, where the text then has such a comment and means the same: lines inside of a longer text hold no comments. */
function proved(policy: PolicyDocument, code: string, edits: readonly (TextEdit | undefined)[]): readonly TextEdit[] | undefined {
  const made = edits.filter(e => e !== undefined);
  if (made.length === 0) return undefined;
  const after = parsePolicy(applied(policy.text, made), policy);
  const named = (p: PolicyDocument) => suppressionsOf(p).filter(s => s.ids.some(i => i.id === code)).length;
  const same = after.rules.length === policy.rules.length && after.yamlProblems.length === policy.yamlProblems.length;
  return same && named(after) > named(policy) ? made : undefined;
}
