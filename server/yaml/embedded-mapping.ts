import { TextJoiner } from './embedded-folding.ts';
import type { EmbeddedText } from './embedded-place.ts';
import { lineStartOf } from './line-start.ts';

/**
 * A block mapping as a text of its own: its lines without their indentation, with the comments above its first key and the
 * blank lines behind it. It ends where a line stands further left.
 */
export function blockMappingText(text: string, key: number, limit: number): EmbeddedText {
  const firstLine = lineStartOf(text, key);
  const indent = key - firstLine;
  const ownLine = /^ *$/.test(text.slice(firstLine, key));
  const begin = ownLine ? commentsAbove(text, firstLine, indent) : key;
  const joiner = new TextJoiner();
  let at = begin;
  while (at < limit) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 || newline >= limit ? limit : newline + 1;
    const line = text.slice(at, next);
    const depth = /^ */.exec(line)![0].length;
    const isFirst = at === begin;
    if (!isFirst && /\S/.test(line) && (depth < indent || (indent === 0 && /^(---|\.\.\.)(\s|$)/.test(line)))) break;
    const skipped = isFirst && !ownLine ? 0 : Math.min(indent, depth);
    joiner.take(line.slice(skipped), at + skipped);
    at = next;
  }
  const style = { kind: 'lines', of: 'mapping', indent, wholeFirst: ownLine } as const;
  return { ...joiner.joined(), outer: { start: begin, end: at }, style };
}

/** Where the comment lines begin that stand directly above a line, as far in as it is. */
function commentsAbove(text: string, line: number, indent: number): number {
  let begin = line;
  while (begin > 0) {
    const above = lineStartOf(text, begin - 1);
    if (/^ *#/.exec(text.slice(above, begin))?.[0].length !== indent + 1) break;
    begin = above;
  }
  return begin;
}

/**
 * A flow mapping as a text of its own. In a YAML file it need not be JSON, so it is led in by a document marker, which says
 * so to a reader.
 */
export function flowMappingText(text: string, start: number, end: number, isJson: boolean): EmbeddedText {
  const joiner = new TextJoiner();
  if (!isJson) joiner.replace('--- ');
  joiner.take(text.slice(start, end), start);
  return { ...joiner.joined(), outer: { start, end }, style: { kind: 'verbatim' } };
}
