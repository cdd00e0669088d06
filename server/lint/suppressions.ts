import type { Finding, TextRange } from './finding.ts';
import type { LintRule } from './lint-rule.ts';

/** A comment of the document, `#` included. */
export interface Comment {
  readonly value: string;
  readonly range: TextRange;
}

/** What the engine needs of a document to place suppressions. */
export interface SuppressibleDocument {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Ranges that a comment on the line before them covers whole, such as policy rules; in textual order. */
  readonly blocks: readonly TextRange[];
}

interface Suppression {
  readonly ids: readonly string[];
  readonly reason: string;
  readonly comment: TextRange;
  readonly covers: TextRange;
}

const MARK = /^#\s*auditscope-ignore(-file)?(?:[ \t]+([^:]*))?(?::[ \t]*(.*))?$/;

/**
 * Drops the findings that a comment silences: `# auditscope-ignore <id>[, <id>]: <reason>` on the line before (a block that
 * begins there is covered whole) or at the end of the line, `# auditscope-ignore-file <id>: <reason>` anywhere. Only
 * findings of the given rules can be silenced. Comments that silence nothing, name no rule or give no reason are findings.
 */
export function applySuppressions(document: SuppressibleDocument, findings: readonly Finding[], rules: readonly LintRule[]): readonly Finding[] {
  const suppressions = document.comments.flatMap(c => readSuppression(document, c));
  if (suppressions.length === 0) return findings;
  const known = new Set(rules.map(r => r.id));
  const used = new Set<string>();
  const key = (s: Suppression, id: string) => `${s.comment.start} ${id}`;
  const kept = findings.filter(finding => {
    if (!known.has(finding.code)) return true;
    const by = suppressions.filter(s => s.ids.includes(finding.code) && s.covers.start <= finding.range.start && finding.range.start < s.covers.end);
    for (const s of by) used.add(key(s, finding.code));
    return by.length === 0;
  });
  return [...kept, ...suppressions.flatMap(s => troubleWith(document, s, known, id => used.has(key(s, id))))];
}

function readSuppression(document: SuppressibleDocument, comment: Comment): Suppression[] {
  const match = MARK.exec(comment.value.trimEnd());
  if (!match) return [];
  const ids = (match[2] ?? '').split(/[\s,]+/).filter(id => id !== '');
  const covers = match[1] ? { start: 0, end: document.text.length + 1 } : covered(document, comment.range);
  return [{ ids, reason: (match[3] ?? '').trim(), comment: comment.range, covers }];
}

function covered({ text, blocks }: SuppressibleDocument, comment: TextRange): TextRange {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  if (/\S/.test(text.slice(lineStart, comment.start))) return lineAt(text, comment.start);
  let next = lineAt(text, comment.end).end;
  while (next < text.length && /^\s*(#|$)/.test(text.slice(next, lineAt(text, next).end))) next = lineAt(text, next).end;
  const line = lineAt(text, next);
  const block = blocks.find(b => b.start >= line.start && b.start < line.end);
  return block ? { start: line.start, end: Math.max(line.end, block.end) } : line;
}

/** The line around an offset, its line end included. */
function lineAt(text: string, offset: number): TextRange {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length + 1 : end + 1 };
}

function troubleWith({ text }: SuppressibleDocument, suppression: Suppression, known: ReadonlySet<string>, used: (id: string) => boolean): Finding[] {
  const { ids, reason, comment } = suppression;
  const line = lineAt(text, comment.start);
  const alone = !/\S/.test(text.slice(line.start, comment.start));
  const range = alone ? { start: line.start, end: Math.min(line.end, text.length) } : comment;
  const remove = { title: 'Remove the comment', safe: true, edits: [{ range, newText: '' }] };
  const finding = (code: string, message: string, fixes: Finding['fixes'] = [remove]): Finding => ({ code, severity: 'warning', range: comment, message, fixes, tag: 'unnecessary' });
  if (ids.length === 0) return [finding('unused-suppression', 'This comment names no lint rule, so it silences nothing. Write # auditscope-ignore <rule-id>: <reason>.')];
  const findings: Finding[] = [];
  for (const id of ids) {
    if (!known.has(id)) findings.push(finding('unused-suppression', `There is no lint rule "${id}" to silence; what the API server refuses or drops cannot be silenced.`));
    else if (!used(id)) findings.push(finding('unused-suppression', `The rule ${id} finds nothing here, so this comment silences nothing. Remove it.`));
  }
  if (reason === '' && findings.length === 0) {
    const { tag: _, ...plain } = finding('suppression-without-reason', `Say why ${ids.join(', ')} is silenced: # auditscope-ignore ${ids.join(', ')}: <reason>.`, []);
    findings.push(plain);
  }
  return findings;
}
