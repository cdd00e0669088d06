import type { TextRange } from './finding.ts';

/** A comment of the document, its `#`, `--` or `/*` included. */
export interface Comment {
  readonly value: string;
  readonly range: TextRange;
}

/** What the engine needs of a document to know what a comment covers. */
export interface SuppressibleDocument {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** What begins a comment in the language of the document, for messages; `#` where it is left out. */
  readonly mark?: string;
  /** The largest part of the document that begins on a line, such as a policy rule; undefined where none does. */
  readonly partOn: (line: TextRange) => TextRange | undefined;
}

/** A comment that asks to silence rules. */
export interface Suppression {
  readonly comment: Comment;
  /** What follows `auditscope-ignore`: nothing, `-file`, or a mistake. */
  readonly suffix: string;
  readonly ids: readonly { readonly id: string; readonly range: TextRange }[];
  /** Empty where none is given. */
  readonly reason: string;
  /** Findings that begin here are silenced. */
  readonly covers: TextRange;
}

const MARK = /^(?:#+|--+|\/\*+)[ \t]*auditscope-ignore([\w-]*)/;
const IDS = /[ \t]*([\w-]+)(?:[ \t]*(,))?/y;

/**
 * Reads `# auditscope-ignore <id>[, <id>]: <reason>`, which covers the rest of its line or, on a line of its own, all of
 * what begins on the next line; and `# auditscope-ignore-file …`, which covers the document. Undefined for other comments.
 */
export function readSuppression(document: SuppressibleDocument, comment: Comment): Suppression | undefined {
  const mark = MARK.exec(comment.value);
  if (!mark) return undefined;
  const ids: { id: string; range: TextRange }[] = [];
  let at = mark[0].length;
  for (let more = true; more; ) {
    IDS.lastIndex = at;
    const match = IDS.exec(comment.value);
    if (!match) break;
    at = IDS.lastIndex;
    more = match[2] !== undefined;
    const start = comment.range.start + match.index + match[0].indexOf(match[1]!);
    ids.push({ id: match[1]!, range: { start, end: start + match[1]!.length } });
  }
  const reason = /^[ \t]*:([\s\S]*?)(?:\*\/)?$/.exec(comment.value.slice(at))?.[1]?.trim() ?? '';
  const covers = mark[1] === '-file' ? { start: 0, end: document.text.length + 1 } : covered(document, comment.range);
  return { comment, suffix: mark[1]!, ids, reason, covers };
}

function covered({ text, partOn }: SuppressibleDocument, comment: TextRange): TextRange {
  const own = lineAt(text, comment.start);
  if (/\S/.test(text.slice(own.start, comment.start))) return own;
  let next = own.end;
  while (next < text.length && /^\s*(#|--|\/\*|$)/.test(text.slice(next, lineAt(text, next).end))) next = lineAt(text, next).end;
  if (next >= text.length) return { start: text.length, end: text.length };
  const line = lineAt(text, next);
  return { start: line.start, end: Math.max(line.end, partOn(line)?.end ?? 0) };
}

/** The line around an offset, its line end included; the last one reaches beyond the text, where empty places lie. */
export function lineAt(text: string, offset: number): TextRange {
  // from a place before the text the search would begin at its first letter
  const start = offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length + 1 : end + 1 };
}
