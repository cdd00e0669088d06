import { BARE_FUNCTIONS, RESERVED, RESERVED_FUNCTIONS } from './keywords.ts';
import { parseBareFunction, parseCall, parsePosition, parseSubstring } from './parse-call.ts';
import { parseLiteral } from './parse-literal.ts';
import { parseParenthesis } from './parse-parenthesis.ts';
import { parseType } from './parse-type.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Case, Cast, Expression, Identifier } from './tree.ts';

/** Reads an expression without operators; where none begins, a missing one is told. */
export function parsePrimary(cursor: SqlCursor): Expression {
  const { token } = cursor;
  if (cursor.is('(')) return parseParenthesis(cursor);
  const literal = parseLiteral(cursor);
  if (literal) return literal;
  if (token.kind === 'word') {
    const special = parseSpecial(cursor);
    if (special) return special;
  }
  if (!cursor.atName()) {
    cursor.problem('an expression');
    return cursor.missing();
  }
  if (cursor.is('(', 1)) return parseCall(cursor);
  if (cursor.is('->', 1)) return parseLambda(cursor);
  return parseColumn(cursor);
}

function parseSpecial(cursor: SqlCursor): Expression | undefined {
  const { text, start } = cursor.token;
  const calls = cursor.is('(', 1);
  switch (text) {
    case 'case':
      return parseCase(cursor);
    case 'cast':
    case 'try_cast':
      return calls ? parseCast(cursor) : undefined;
    case 'array':
      return cursor.is('[', 1) ? parseArray(cursor) : undefined;
    case 'row':
      return calls ? parseRow(cursor) : undefined;
    case 'exists': {
      if (!calls) return undefined;
      cursor.next();
      const open = cursor.next();
      const query = cursor.grammar.query(cursor);
      cursor.close(open);
      return { kind: 'exists', range: cursor.since(start), query };
    }
    case 'extract':
      return calls ? parseExtract(cursor) : undefined;
    case 'position':
      return calls ? parsePosition(cursor) : undefined;
    case 'substring':
      return calls ? parseSubstring(cursor) : undefined;
    default:
      if (BARE_FUNCTIONS.has(text)) return parseBareFunction(cursor);
      return calls && RESERVED.has(text) && RESERVED_FUNCTIONS.has(text) ? parseCall(cursor) : undefined;
  }
}

function parseColumn(cursor: SqlCursor): Expression {
  const first = cursor.name();
  const parts: Identifier[] = [first];
  while (cursor.is('.')) {
    cursor.next();
    // Directly behind a dot a reserved word is a part of a dotted name; behind a blank it begins what follows a half-written one.
    if (cursor.token.kind === 'word' && cursor.token.start === cursor.lastEnd) parts.push(cursor.name());
    else parts.push(cursor.expectName('a name after `.`'));
  }
  return { kind: 'column', range: cursor.from(first.range), parts };
}

function parseLambda(cursor: SqlCursor): Expression {
  const parameter = cursor.name();
  cursor.next();
  const body = cursor.grammar.expression(cursor);
  return { kind: 'lambda', range: cursor.since(parameter.range.start), parameters: [parameter], body };
}

function parseCase(cursor: SqlCursor): Case {
  const keyword = cursor.next();
  const operand = cursor.isWord('when') || cursor.isWord('end') || cursor.atEnd ? undefined : cursor.grammar.expression(cursor);
  const branches: { when: Expression; then: Expression }[] = [];
  if (!cursor.isWord('when')) cursor.problem('`when`');
  while (cursor.takeWord('when')) {
    const when = cursor.grammar.expression(cursor);
    const then = cursor.expectWord('then', ' after the condition') ? cursor.grammar.expression(cursor) : cursor.missing();
    branches.push({ when, then });
  }
  const otherwise = cursor.takeWord('else') ? cursor.grammar.expression(cursor) : undefined;
  if (!cursor.takeWord('end')) {
    if (cursor.atEnd || cursor.atClause()) cursor.report(keyword, 'This `case` has no `end`.');
    else cursor.problem('`when`, `else` or `end`');
  }
  return { kind: 'case', range: cursor.since(keyword.start), branches, ...(operand && { operand }), ...(otherwise && { otherwise }) };
}

function parseCast(cursor: SqlCursor): Cast {
  const keyword = cursor.next();
  const open = cursor.next();
  const operand = cursor.grammar.expression(cursor);
  cursor.expectWord('as', ' and a type');
  const type = parseType(cursor);
  cursor.close(open);
  return { kind: 'cast', range: cursor.since(keyword.start), safe: keyword.text === 'try_cast', operand, type };
}

function parseArray(cursor: SqlCursor): Expression {
  const keyword = cursor.next();
  cursor.next();
  const items: Expression[] = [];
  if (!cursor.is(']')) {
    do items.push(cursor.grammar.expression(cursor));
    while (cursor.take(','));
  }
  cursor.expect(']');
  return { kind: 'array', range: cursor.since(keyword.start), items };
}

function parseRow(cursor: SqlCursor): Expression {
  const keyword = cursor.next();
  const open = cursor.next();
  const items: Expression[] = [];
  do items.push(cursor.grammar.expression(cursor));
  while (cursor.take(','));
  cursor.close(open);
  return { kind: 'row', range: cursor.since(keyword.start), items };
}

function parseExtract(cursor: SqlCursor): Expression {
  const keyword = cursor.next();
  const open = cursor.next();
  const field = cursor.expectName('a field of time such as `hour`').name.toLowerCase();
  cursor.expectWord('from');
  const operand = cursor.grammar.expression(cursor);
  cursor.close(open);
  return { kind: 'extract', range: cursor.since(keyword.start), field, operand };
}
