import { parseType } from './parse-type.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Interval, Literal } from './tree.ts';

const INTEGER = /^\d+$/;

/** Reads a literal: text, number, `true`, `null`, `date '…'`, `interval '1' day`; nothing where none stands there. */
export function parseLiteral(cursor: SqlCursor): Expression | undefined {
  const { kind, text, start, end } = cursor.token;
  const literal = (type: Literal['type'], value: string): Literal => ({ kind: 'literal', range: { start, end }, type, value });
  switch (kind) {
    case 'string':
      cursor.next();
      return literal('string', text);
    case 'number':
      cursor.next();
      return literal(INTEGER.test(text) ? 'integer' : 'decimal', text);
    case 'word':
      return parseWord(cursor, literal);
    default:
      return undefined;
  }
}

function parseWord(cursor: SqlCursor, literal: (type: Literal['type'], value: string) => Literal): Expression | undefined {
  const { text } = cursor.token;
  if (text === 'true' || text === 'false') {
    cursor.next();
    return literal('boolean', text);
  }
  if (text === 'null') {
    cursor.next();
    return literal('null', text);
  }
  if (text === 'interval') return parseInterval(cursor);
  return cursor.peek(1).kind === 'string' && cursor.atName() ? parseTyped(cursor) : undefined;
}

/** A type before a text: `date '2026-01-01'`, `bigint '1'`, `X'65'`. What has no literal of its own is read as the call or cast it stands for. */
function parseTyped(cursor: SqlCursor): Expression {
  const { text, start, end } = cursor.token;
  const value = cursor.peek(1);
  const range = { start, end: value.end };
  const content: Literal = { kind: 'literal', range: { start: value.start, end: value.end }, type: 'string', value: value.text };
  if (text === 'date' || text === 'timestamp' || text === 'time') {
    cursor.next();
    cursor.next();
    return { kind: 'literal', range, type: text, value: value.text };
  }
  const stands = text === 'x' ? 'from_hex' : text === 'json' ? 'json_parse' : undefined;
  if (stands !== undefined) {
    const name = { range: { start, end }, name: stands, quoted: false };
    cursor.next();
    cursor.next();
    return { kind: 'call', range, name, arguments: [content], star: false, distinct: false, orderBy: [], argumentsRange: content.range };
  }
  const named = parseType(cursor);
  cursor.next();
  // a decimal of its own digits, where the type alone would have none behind the point
  const type = named.name === 'decimal' && named.sizes === undefined ? { ...named, name: 'double' } : named;
  return { kind: 'cast', range, safe: false, operand: content, type };
}

function parseInterval(cursor: SqlCursor): Interval | undefined {
  const signed = cursor.is('-', 1) || cursor.is('+', 1);
  const value = cursor.peek(signed ? 2 : 1);
  if (value.kind !== 'string' && !(value.kind === 'number' && !signed)) return undefined;
  const keyword = cursor.next();
  const negative = cursor.is('-');
  if (signed) cursor.next();
  if (value.kind === 'number') cursor.problem(`the number between quotes: interval '${value.text}' day`);
  cursor.next();
  const unit = cursor.expectName('a unit such as `day`').name.toLowerCase();
  const to = cursor.takeWord('to') ? ` to ${cursor.expectName('a unit').name.toLowerCase()}` : '';
  return { kind: 'interval', range: cursor.since(keyword.start), value: value.text, negative, unit: unit + to };
}
