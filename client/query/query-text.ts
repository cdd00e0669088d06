import type { QueryProblem } from '../../server/protocol/query.ts';
import type { QueryTrouble } from '../../server/protocol/query-view.ts';
import type { Place } from '../../server/protocol/simulation.ts';

/** The part of a document that is run. */
export interface QueryText {
  readonly text: string;
  /** Where it begins in the document; UTF-16 offset and zero-based place. */
  readonly offset: number;
  readonly at: Place;
}

/** What is run of a document: what is selected, or all of it. */
export function queryText(document: string, selection: { readonly start: number; readonly end: number } | null): QueryText {
  const selected = selection && document.slice(selection.start, selection.end).trim() !== '' ? selection : null;
  if (!selected) return { text: document, offset: 0, at: { line: 0, character: 0 } };
  return { text: document.slice(selected.start, selected.end), offset: selected.start, at: placeOf(document, selected.start) };
}

/** A problem of the engine with its place in the document and the line it stands on. */
export function queryTrouble({ text, at }: QueryText, { start, end, message }: QueryProblem): QueryTrouble {
  const first = Math.max(0, Math.min(start, text.length));
  const { line, character } = placeOf(text, first);
  const lineStart = first - character;
  const lineEnd = endOfLine(text, first);
  const last = Math.max(first, Math.min(end, lineEnd));
  return {
    start,
    end,
    message,
    line: at.line + line,
    character: line === 0 ? at.character + character : character,
    excerpt: {
      before: first - lineStart > BEFORE ? `…${text.slice(first - BEFORE, first)}` : text.slice(lineStart, first).trimStart(),
      // a place between two characters is shown as the end of what stands before it
      marked: text.slice(first, last).slice(0, MARKED) || ' ',
      after: text.slice(last, lineEnd).slice(0, AFTER),
    },
  };
}

/** The place is what matters: it is seen also where the view is narrow. */
const BEFORE = 40;
const MARKED = 400;
const AFTER = 120;

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { line: before.split(/\r\n|\r|\n/).length - 1, character: offset - lineStart };
}

function endOfLine(text: string, from: number): number {
  const at = text.slice(from).search(/[\r\n]/);
  return at < 0 ? text.length : from + at;
}
