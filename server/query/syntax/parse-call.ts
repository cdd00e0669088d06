import { parseSortItems } from './parse-sort.ts';
import { parseWindow } from './parse-window.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Call, Expression, Identifier, SortItem } from './tree.ts';

/** Reads a call with everything that may follow it: `count(distinct x) filter (where …) over (…)`. */
export function parseCall(cursor: SqlCursor): Call {
  const name = cursor.name();
  const open = cursor.next();
  const star = cursor.is('*');
  let distinct = false;
  let items: Expression[] = [];
  let orderBy: readonly SortItem[] = [];
  if (star) cursor.next();
  else if (!cursor.is(')')) {
    distinct = cursor.takeWord('distinct');
    if (!distinct && cursor.isWord('all')) cursor.next();
    items = parseArguments(cursor);
    if (cursor.isWord('order')) orderBy = parseSortItems(cursor);
  }
  const argumentsRange = closeArguments(cursor, open);
  if (name.name.toLowerCase() === 'normalize' && items.length === 2) items = [items[0]!, formLiteral(items[1]!)];
  return parseTail(cursor, { name, star, distinct, arguments: items, orderBy, argumentsRange });
}

function parseArguments(cursor: SqlCursor): Expression[] {
  const items: Expression[] = [];
  do items.push(cursor.grammar.expression(cursor));
  while (cursor.take(','));
  return items;
}

function closeArguments(cursor: SqlCursor, open: { readonly start: number; readonly end: number }): Call['argumentsRange'] {
  const end = cursor.is(')') || cursor.atEnd ? cursor.token.start : cursor.lastEnd;
  cursor.close(open);
  return { start: open.end, end };
}

type CallHead = Pick<Call, 'name' | 'star' | 'distinct' | 'arguments' | 'orderBy' | 'argumentsRange'>;

function parseTail(cursor: SqlCursor, head: CallHead): Call {
  const { start } = head.name.range;
  let filter: Expression | undefined;
  if (cursor.isWord('filter') && cursor.is('(', 1)) {
    cursor.next();
    const open = cursor.next();
    cursor.expectWord('where');
    filter = cursor.grammar.expression(cursor);
    cursor.close(open);
  }
  let nulls: Call['nulls'];
  if ((cursor.isWord('ignore') || cursor.isWord('respect')) && cursor.isWord('nulls', 1)) {
    nulls = cursor.next().text === 'ignore' ? 'ignore' : 'respect';
    cursor.next();
  }
  const over = cursor.isWord('over') && cursor.is('(', 1) ? parseWindow(cursor) : undefined;
  return { kind: 'call', range: cursor.since(start), ...head, ...(filter && { filter }), ...(nulls && { nulls }), ...(over && { over }) };
}

/** The form of `normalize(x, NFC)` is a word; as an argument it is the text of it. */
function formLiteral(form: Expression): Expression {
  if (form.kind !== 'column' || form.parts.length !== 1) return form;
  return { kind: 'literal', range: form.range, type: 'string', value: form.parts[0]!.name.toUpperCase() };
}

/** Of these a precision may follow: `current_timestamp(3)`. */
const WITH_PRECISION: ReadonlySet<string> = new Set(['current_time', 'current_timestamp', 'localtime', 'localtimestamp']);

/** `current_date`, `current_timestamp(3)`. */
export function parseBareFunction(cursor: SqlCursor): Call {
  const name = cursor.name();
  const open = cursor.token;
  const end = name.range.end;
  let items: Expression[] = [];
  let argumentsRange = { start: end, end };
  if (cursor.is('(')) {
    const word = name.name.toLowerCase();
    if (!WITH_PRECISION.has(word)) cursor.problem(`no parenthesis: ${word} is written without`);
    cursor.next();
    if (cursor.is(')') && WITH_PRECISION.has(word)) cursor.problem(`a number of digits: without one, ${word} takes no parentheses`);
    items = cursor.is(')') ? [] : parseArguments(cursor);
    argumentsRange = closeArguments(cursor, open);
  }
  const range = cursor.since(name.range.start);
  return { kind: 'call', range, name, star: false, distinct: false, arguments: items, orderBy: [], argumentsRange };
}

/** `position('a' in verb)` is the call `position('a', verb)`. */
export function parsePosition(cursor: SqlCursor): Call {
  return parseWordy(cursor, ['in'], false);
}

/** `substring(verb from 2 for 3)` is the call `substring(verb, 2, 3)`. */
export function parseSubstring(cursor: SqlCursor): Call {
  return parseWordy(cursor, ['from', 'for'], true);
}

/** A call whose arguments are separated by words, of some by commas too. */
function parseWordy(cursor: SqlCursor, words: readonly string[], commas: boolean): Call {
  const name: Identifier = cursor.name();
  const open = cursor.next();
  const items: Expression[] = [];
  if (!cursor.is(')')) {
    // `in` between the arguments is not the operator.
    for (;;) {
      items.push(cursor.grammar.value(cursor));
      if (!commas && cursor.is(',')) cursor.problem(`\`${words[0]}\`: ${name.name}(part ${words[0]} text)`);
      if (!cursor.take(',') && !words.some(word => cursor.takeWord(word))) break;
    }
  }
  const argumentsRange = closeArguments(cursor, open);
  return parseTail(cursor, { name, star: false, distinct: false, arguments: items, orderBy: [], argumentsRange });
}
