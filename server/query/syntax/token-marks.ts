import { type AnyNode, childrenOf } from './nodes.ts';
import type { ColumnReference, Expression, Identifier, Lambda, Query, SearchExpression, SearchValue, SelectItem } from './tree.ts';

/** What a word or sign is to the language: `property` a field, `variable` an alias, `namespace` a table. */
export type TokenType =
  | 'comment'
  | 'function'
  | 'keyword'
  | 'namespace'
  | 'number'
  | 'operator'
  | 'parameter'
  | 'property'
  | 'string'
  | 'type'
  | 'variable';

/** What the tree tells of the tokens up to `end`. */
export interface TokenMark {
  readonly end: number;
  readonly type: TokenType;
  readonly declares: boolean;
}

/** Names that mean something at a place, in lower case. */
interface Names {
  readonly aliases: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  /** The alias that is being computed, which is none here. */
  readonly own?: string;
}

/** What the tree tells of tokens, by where they start. */
export function tokenMarks({ search, sql, spl }: Query): ReadonlyMap<number, TokenMark> {
  const marks = new Map<number, TokenMark>();
  const mark = ({ range }: AnyNode, type: TokenType, declares = false) => {
    if (range.end > range.start && !marks.has(range.start)) marks.set(range.start, { end: range.end, type, declares });
  };
  const markColumn = ({ parts, range }: ColumnReference, names: Names) => {
    const [first, second] = parts;
    if (second && names.tables.has(lower(first!))) {
      mark(first!, 'namespace');
      for (const part of parts.slice(1)) mark(part, 'property');
    } else if (second) mark({ range }, 'property');
    else mark(first!, meaningOf(lower(first!), names));
  };

  const walk = (node: AnyNode, names: Names): void => {
    let inside = names;
    if (isColumn(node)) markColumn(node, names);
    else if (isLambda(node)) {
      for (const parameter of node.parameters) mark(parameter, 'parameter', true);
      inside = { ...names, parameters: new Set([...names.parameters, ...node.parameters.map(lower)]) };
    } else if (isItem(node) && node.alias) {
      mark(node.alias, 'variable', true);
      inside = { ...names, own: lower(node.alias) };
    } else markNames(node, mark);
    for (const child of childrenOf(node)) walk(child, inside);
  };
  if (search.expression) markSearch(search.expression, mark);
  for (const { name } of spl?.commands ?? []) mark(name, 'keyword');
  if (sql) walk(sql.query, namesIn(sql.query));
  return marks;
}

type Mark = (node: AnyNode, type: TokenType, declares?: boolean) => void;

const lower = ({ name }: Identifier): string => name.toLowerCase();

function meaningOf(name: string, { parameters, aliases, own }: Names): TokenType {
  if (parameters.has(name)) return 'parameter';
  return aliases.has(name) && name !== own ? 'variable' : 'property';
}

/** Marks the names that a node consists of; columns, aliases and parameters depend on where they stand. */
function markNames(node: AnyNode, mark: Mark): void {
  if (node.kind === 'call') mark((node as Expression & { kind: 'call' }).name, 'function');
  else if (node.kind === 'literal') {
    const { type, range } = node as Expression & { kind: 'literal' };
    if (type === 'date' || type === 'time' || type === 'timestamp') mark({ range: { ...range, end: range.start + type.length } }, 'type');
  } else if (node.kind === 'star' && 'table' in node) mark(node.table as Identifier, 'namespace');
  else if (node.kind === 'table' && 'name' in node) mark(node.name as Identifier, 'namespace');
  else if (node.kind === 'join' && 'using' in node) for (const name of node.using as readonly Identifier[]) mark(name, 'property');
  else if (namesTable(node)) {
    mark(node.name, 'namespace', true);
    for (const column of node.columns) mark(column, 'variable', true);
  } else if (isType(node)) mark({ range: { start: node.range.start, end: node.range.start + 1 } }, 'type');
}

/** The aliases and tables of a statement. They are told apart by name only: which one is meant is for the analysis to say. */
function namesIn(query: AnyNode): Names {
  const aliases = new Set<string>();
  const tables = new Set<string>(['log']);
  const look = (node: AnyNode): void => {
    if (isItem(node) && node.alias) aliases.add(lower(node.alias));
    else if (node.kind === 'table' && 'name' in node) tables.add(lower(node.name as Identifier));
    else if (namesTable(node)) {
      tables.add(lower(node.name));
      for (const column of node.columns) aliases.add(lower(column));
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(query);
  return { aliases, tables, parameters: new Set() };
}

function markSearch(node: SearchExpression, mark: Mark): void {
  switch (node.kind) {
    case 'term':
      markValue(node.value, mark);
      break;
    case 'field':
    case 'comparison':
      mark(node.field, 'property');
      if (node.value.kind !== 'missing') markValue(node.value, mark);
      break;
    case 'range':
      mark(node.field, 'property');
      // with a comma between them the numbers are one token
      if (node.from.kind !== 'missing') markValue(node.from, mark);
      if (node.to.kind !== 'missing') markValue(node.to, mark);
      break;
    case 'all':
      mark(node, 'operator');
      break;
    default:
      for (const child of childrenOf(node)) markSearch(child as SearchExpression, mark);
  }
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

function markValue(value: SearchValue, mark: Mark): void {
  if (value.kind === 'any') mark(value, 'operator');
  else mark(value, value.kind === 'word' && NUMBER.test(value.text) ? 'number' : 'string');
}

const isColumn = (node: AnyNode): node is ColumnReference & AnyNode => node.kind === 'column';
const isLambda = (node: AnyNode): node is Lambda & AnyNode => node.kind === 'lambda';
const isItem = (node: AnyNode): node is Extract<SelectItem, { kind: 'item' }> => node.kind === 'item';
/** The alias of a source, or a query behind `with`. */
const namesTable = (node: AnyNode): node is AnyNode & { readonly name: Identifier; readonly columns: readonly Identifier[] } =>
  node.kind === undefined && 'columns' in node;
/** A type that is written, not one that is missing. */
const isType = (node: AnyNode): boolean => node.kind === undefined && 'arguments' in node && node.range.end > node.range.start;
