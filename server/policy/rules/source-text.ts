import type { TextRange } from '../../lint/finding.ts';
import { lineStartOf } from '../../yaml/line-start.ts';

/** The text a rule stands in: a place of the body plus `offset` is a place of `text`. */
export interface SourceText {
  readonly text: string;
  readonly offset: number;
}

export const sourceAt = ({ text, offset }: SourceText, { start, end }: TextRange): string => text.slice(start + offset, end + offset);

/** The range without the line ends and blanks that a block collection's range ends with. */
export function trimmed(source: SourceText, range: TextRange): TextRange {
  const text = sourceAt(source, range);
  return { start: range.start, end: range.start + text.trimEnd().length };
}

export const lineStart = ({ text, offset }: SourceText, at: number): number => lineStartOf(text, at + offset) - offset;

/** Where the next line begins, or the text ends. */
export function nextLine({ text, offset }: SourceText, at: number): number {
  const newline = text.indexOf('\n', at + offset);
  return (newline < 0 ? text.length : newline + 1) - offset;
}

/** The line break at the end of the line around an offset, which the rest of the text is taken to use too. */
export function newlineAt({ text, offset }: SourceText, at: number): string {
  const newline = text.indexOf('\n', at + offset);
  const last = newline < 0 ? text.lastIndexOf('\n') : newline;
  return text[last - 1] === '\r' ? '\r\n' : '\n';
}

/** What stands before an offset on its line. */
export const indentAt = (source: SourceText, at: number): string => sourceAt(source, { start: lineStart(source, at), end: at });

/** Whether a text cannot be taken away as it is: a comment would go with it, or an anchor that is used elsewhere. */
export const isEntangled = (text: string): boolean => /#|(^|[\s[{,:-])&\S/.test(text);
