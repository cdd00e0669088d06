import { parseSortItems } from './parse-sort.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Frame, FrameBound, Window } from './tree.ts';

/** Reads `over (…)`; the cursor stands on `over`. */
export function parseWindow(cursor: SqlCursor): Window {
  const { start } = cursor.next();
  const open = cursor.next();
  const partitionBy: Expression[] = [];
  if (cursor.takeWord('partition')) {
    cursor.expectWord('by', ' after `partition`');
    do partitionBy.push(cursor.grammar.expression(cursor));
    while (cursor.take(','));
  }
  const orderBy = cursor.isWord('order') ? parseSortItems(cursor) : [];
  const frame = parseFrame(cursor);
  cursor.close(open);
  return { range: cursor.since(start), partitionBy, orderBy, ...(frame && { frame }) };
}

function parseFrame(cursor: SqlCursor): Frame | undefined {
  const { kind, text: unit, start } = cursor.token;
  if (kind !== 'word' || (unit !== 'rows' && unit !== 'range' && unit !== 'groups')) return undefined;
  cursor.next();
  if (!cursor.takeWord('between')) {
    const from = parseBound(cursor);
    return { range: cursor.since(start), unit, from };
  }
  const from = parseBound(cursor);
  cursor.expectWord('and', ' between the bounds of the frame');
  const to = parseBound(cursor);
  return { range: cursor.since(start), unit, from, to };
}

function parseBound(cursor: SqlCursor): FrameBound {
  if (cursor.takeWord('unbounded')) return { kind: side(cursor) === 'preceding' ? 'unbounded-preceding' : 'unbounded-following' };
  if (cursor.isWord('current') && cursor.isWord('row', 1)) {
    cursor.next();
    cursor.next();
    return { kind: 'current-row' };
  }
  const offset = cursor.grammar.value(cursor);
  return { kind: side(cursor), offset };
}

function side(cursor: SqlCursor): 'preceding' | 'following' {
  if (cursor.takeWord('following')) return 'following';
  cursor.expectWord('preceding', ' or `following`');
  return 'preceding';
}
