import type { TextRange } from '../../lint/finding.ts';
import { parsePrimary } from './parse-search-term.ts';
import type { Problems } from './problems.ts';
import { SearchCursor } from './search-cursor.ts';
import type { SearchTokens } from './search-lexer.ts';
import type { SearchExpression, SearchPart } from './tree.ts';

/**
 * Reads the search part in the documented order of precedence: `and`, written or not, binds tighter than `not`, `not`
 * tighter than `or`; `a not b and c` is a without (b and c).
 */
export function parseSearch(lexed: SearchTokens, problems: Problems): SearchPart {
  const cursor = new SearchCursor(lexed.tokens, problems);
  const parts: SearchExpression[] = [];
  while (cursor.token.kind !== 'end') {
    if (cursor.token.kind === ')') {
      cursor.problem('there is no `(` for it');
      cursor.next();
    } else parts.push(parseOr(cursor));
  }
  const range = { start: 0, end: lexed.end };
  const [first] = parts;
  if (!first) return { range };
  return { range, expression: parts.length === 1 ? first : { kind: 'and', range: spanOf(parts), operands: parts } };
}

function parseOr(cursor: SearchCursor): SearchExpression {
  const first = parseDifference(cursor);
  const operands = [first];
  while (cursor.atWord('or')) {
    cursor.next();
    operands.push(parseDifference(cursor));
  }
  return operands.length === 1 ? first : { kind: 'or', range: spanOf(operands), operands };
}

function parseDifference(cursor: SearchCursor): SearchExpression {
  let left: SearchExpression;
  if (cursor.atWord('not')) {
    const keyword = rangeOf(cursor.next());
    const operand = parseAnd(cursor);
    left = { kind: 'not', range: { start: keyword.start, end: Math.max(keyword.end, operand.range.end) }, keyword, operand };
  } else left = parseAnd(cursor);
  while (cursor.atWord('not') || (cursor.atWord('and') && cursor.wordAfter('not'))) {
    if (cursor.atWord('and')) cursor.next();
    const keyword = rangeOf(cursor.next());
    const right = parseAnd(cursor);
    left = { kind: 'minus', range: { start: left.range.start, end: right.range.end }, keyword, left, right };
  }
  return left;
}

function parseAnd(cursor: SearchCursor): SearchExpression {
  const first = parsePrimary(cursor, parseOr);
  const operands = [first];
  for (;;) {
    if (cursor.atWord('and')) {
      if (cursor.wordAfter('not')) break;
      cursor.next();
    } else if (cursor.token.kind === 'end' || cursor.token.kind === ')' || cursor.atWord('or') || cursor.atWord('not')) break;
    operands.push(parsePrimary(cursor, parseOr));
  }
  return operands.length === 1 ? first : { kind: 'and', range: spanOf(operands), operands };
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });

function spanOf(nodes: readonly SearchExpression[]): TextRange {
  return { start: nodes[0]!.range.start, end: nodes.at(-1)!.range.end };
}
