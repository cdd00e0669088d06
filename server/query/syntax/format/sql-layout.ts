import { type AnyNode, childrenOf } from '../nodes.ts';
import { sqlTokens } from '../sql-lexer.ts';
import type { Binary, Query, SqlStatement } from '../tree.ts';
import type { Layout } from './layout.ts';
import { SqlWriter } from './sql-writer.ts';
import { tokenRoles } from './token-roles.ts';

/** The layout of a statement without problems, from its first token on. */
export function sqlLayout(query: Query, sql: SqlStatement, pipeEnd: number): Layout {
  const { text } = query;
  const lexed = sqlTokens(text, pipeEnd);
  const writer = new SqlWriter(text, lexed, tokenRoles(query, lexed.tokens), pipeEnd);
  for (const { range } of sql.settings) {
    writer.breakHere();
    const written = text.slice(range.start, range.end);
    const plain = query.comments.every(c => c.end <= range.start || c.start >= range.end);
    writer.writeFor(range, plain ? written.replace(SETTING, 'set session $1=$2;') : written);
  }
  writer.breakHere();
  writeNode(writer, sql.query);
  while (writer.next.kind !== 'end') writer.write();
  return writer.finish();
}

const SETTING = /^set\s+session\s+(\S+?)\s*=\s*([\s\S]*?)\s*;$/i;

function writeNode(writer: SqlWriter, node: AnyNode, parent?: AnyNode): void {
  const depth = writer.depth;
  const chain = chainOf(node);
  // directly behind `(` the operands are indented already
  if (chain !== undefined && chain !== chainOf(parent)) writer.open('chain', writer.previous?.text !== '(');
  for (const child of childrenOf(node).toSorted((a, b) => a.range.start - b.range.start)) {
    while (writer.next.start < child.range.start) writeOwn(writer, node, depth);
    if (standsBelow(node, child)) {
      writer.closeDownTo(depth);
      writer.breakHere();
    }
    writeNode(writer, child, node);
  }
  while (writer.next.kind !== 'end' && writer.next.start < node.range.end) writeOwn(writer, node, depth);
  writer.closeDownTo(depth);
}

const CHAINS: Readonly<Record<string, string | undefined>> = {
  and: 'and',
  or: 'or',
  '||': '||',
  '+': '+',
  '-': '+',
  '*': '*',
  '/': '*',
  '%': '*',
};

/** Which operators a node is in a row with; undefined for comparisons, which are not broken. */
function chainOf(node: AnyNode | undefined): string | undefined {
  return node?.kind === 'binary' ? CHAINS[(node as Binary).operator] : undefined;
}

/** The right side of `union`, the query behind `with`, and `limit`. */
function standsBelow(node: AnyNode, child: AnyNode): boolean {
  if ('form' in child) return true;
  if (node.kind === 'set-operation') return 'right' in node && node.right === child;
  return node.kind === 'query' && 'with' in node && (node.with as readonly unknown[]).length > 0 && 'body' in node && node.body === child;
}

/** Writes a token that belongs to a node and to none of its children. */
function writeOwn(writer: SqlWriter, node: AnyNode, depth: number): void {
  const { next } = writer;
  if (writer.roleOf(next) !== undefined || node.kind === 'subscript' || 'form' in node) writer.write();
  else if (next.kind === 'symbol') writeSymbol(writer, node);
  else if (next.kind === 'word') writeKeyword(writer, node, depth);
  else writer.write();
}

function writeSymbol(writer: SqlWriter, node: AnyNode): void {
  const { next, previous } = writer;
  if (OPENS.has(next.text)) {
    writer.write();
    if (CLOSES.has(writer.next.text)) return;
    writer.open('(', true);
    writer.breakHere();
  } else if (CLOSES.has(next.text)) {
    if (!OPENS.has(previous?.text ?? '')) writer.closeBefore();
    writer.write();
  } else if (next.text === ',') {
    writer.write();
    writer.breakHere();
  } else {
    if (chainOf(node) !== undefined) writer.breakHere();
    writer.write();
  }
}

const OPENS = new Set(['(', '[']);
const CLOSES = new Set([')', ']']);

/** Keywords that begin a line of their own in a node that is broken. */
const BEGIN_LINE: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
  query: new Set(['order', 'limit']),
  select: new Set(['from', 'where', 'group', 'having']),
  'set-operation': new Set(['union', 'intersect', 'except']),
  case: new Set(['when', 'then', 'else']),
  call: new Set(['order']),
  window: new Set(['order']),
  binary: new Set(['and', 'or']),
};

const JOIN_WORDS = new Set(['join', 'cross', 'inner', 'left', 'right', 'full', 'outer']);

function writeKeyword(writer: SqlWriter, node: AnyNode, depth: number): void {
  const { text } = writer.next;
  const kind = node.kind ?? ('partitionBy' in node ? 'window' : '');
  if (text === 'end' && kind === 'case') {
    writer.closeBefore();
    writer.write();
    return;
  }
  if (BEGIN_LINE[kind]?.has(text)) {
    if (kind !== 'binary' && text !== 'then') writer.closeDownTo(depth);
    writer.breakHere();
  } else if (kind === 'join' && JOIN_WORDS.has(text) && !JOIN_WORDS.has(writer.previous?.text ?? '')) writer.breakHere();
  writer.write();
  if (kind === 'case' && text === 'case') writer.open('case', true);
  else if (kind === 'case' && text === 'when') writer.open('list', true);
  else if (text === 'from' && 'from' in node) writer.open('list', (node.from as readonly unknown[]).length > 1);
  else if (opensList(text, kind, writer.next.text)) {
    writer.open('list', true);
    writer.breakHere();
  }
}

/** Whether a list follows a keyword. */
function opensList(keyword: string, kind: string, next: string): boolean {
  if (keyword === 'select') return next !== 'distinct' && next !== 'all';
  if (kind === 'select' && (keyword === 'distinct' || keyword === 'all')) return true;
  return keyword === 'by' || (keyword === 'values' && kind === 'values');
}
