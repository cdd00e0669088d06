import type { AnyNode } from '../nodes.ts';
import { visit } from '../nodes.ts';
import type { SqlToken } from '../sql-lexer.ts';
import type { Expression, Identifier, Query, TypeName } from '../tree.ts';

/**
 * What a token is where its text does not tell: part of a name; of a type, or of one whose fields have names; the sign of
 * an operand; a word that stands for a text.
 */
export type TokenRole = 'name' | 'type' | 'row-type' | 'sign' | 'text';

/** The roles of tokens by where they start; words without one are keywords. */
export function tokenRoles(query: Query, tokens: readonly SqlToken[]): ReadonlyMap<number, TokenRole> {
  const starts = tokens.map(t => t.start);
  const roles = new Map<number, TokenRole>();
  const mark = ({ range }: AnyNode, role: TokenRole, wanted: (token: SqlToken) => boolean = () => true) => {
    for (let at = firstFrom(starts, range.start); at < tokens.length && tokens[at]!.start < range.end; at += 1) {
      if (wanted(tokens[at]!)) roles.set(tokens[at]!.start, role);
    }
  };
  visit({ ...query, search: { range: { start: 0, end: 0 } } }, node => {
    if (isIdentifier(node)) mark(node, 'name');
    else if (isType(node)) mark(node, node.fields ? 'row-type' : 'type');
    else if (isSigned(node)) mark(node, 'sign', t => roles.get(t.start) === undefined && isSign(t) && isFirstSign(node, t));
    else if (isTextLiteral(node)) mark(node, 'text', t => t.kind === 'word');
    return true;
  });
  return roles;
}

function firstFrom(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isIdentifier = (node: AnyNode): node is Identifier => 'quoted' in node && node.kind === undefined;
const isType = (node: AnyNode): node is TypeName => node.kind === undefined && 'name' in node && 'arguments' in node;
const isSigned = ({ kind }: AnyNode): boolean => kind === 'unary' || kind === 'interval';
const isTextLiteral = (node: AnyNode): boolean => node.kind === 'literal' && (node as Expression & { kind: 'literal' }).type === 'string';
const isSign = ({ kind, text }: SqlToken): boolean => kind === 'symbol' && (text === '-' || text === '+');
const isFirstSign = ({ kind, range }: AnyNode, { start }: SqlToken): boolean => kind === 'interval' || start === range.start;
