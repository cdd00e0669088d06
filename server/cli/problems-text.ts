import type { QueryProblem } from '../protocol/query.ts';
import { printable } from './printable.ts';
import { textWidth } from './text-width.ts';

/** Characters of a line that are shown around a place. */
const AROUND = 70;

/** Why a query cannot run: place, sentence, and the line with the place marked. `source` names where the query stands. */
export function problemsText(source: string, query: string, problems: readonly QueryProblem[]): string {
  return problems.map(problem => problemText(source, query, problem)).join('');
}

function problemText(source: string, query: string, { start, end, message }: QueryProblem): string {
  const before = query.slice(0, start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = query.indexOf('\n', start);
  const line = query.slice(lineStart, lineEnd < 0 ? query.length : lineEnd).replace(/\r$/, '');
  const column = start - lineStart;
  const from = Math.max(0, column - AROUND);
  const to = Math.min(line.length, Math.max(end - lineStart, column) + AROUND);
  const left = `${from > 0 ? '…' : ''}${printable(line.slice(from, column))}`;
  const marked = printable(line.slice(column, Math.min(end - lineStart, to)));
  const right = `${printable(line.slice(column + line.slice(column, Math.min(end - lineStart, to)).length, to))}${to < line.length ? '…' : ''}`;
  const place = `${printable(source)}:${before.split('\n').length}:${column + 1}`;
  return `${place}: ${printable(message)}\n  ${left}${marked}${right}\n  ${' '.repeat(textWidth(left))}${'^'.repeat(Math.max(1, textWidth(marked)))}\n`;
}
