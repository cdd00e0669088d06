import type { TextRange } from '../../lint/finding.ts';
import { functionNamed } from '../catalog/functions.ts';
import { typeText } from '../catalog/sls-type.ts';
import type { AnalysedQuery, RelationColumn } from '../check/analysed-query.ts';
import type { Call, ColumnReference, CommonTable, ExpressionItem, FieldName, Identifier, StarItem, TableSource } from '../syntax/tree.ts';
import { fieldMarkdown } from './field-words.ts';
import { formatMarkdown } from './format-words.ts';
import { functionMarkdown } from './function-words.ts';
import { keywordAt } from './keyword-at.ts';
import { valuesOf } from './known-values.ts';
import { code, cut } from './markdown.ts';
import { pathAt, type Step, selectAround } from './path-at.ts';
import type { QueryContext } from './query-context.ts';
import { typeWord } from './type-word.ts';

export interface QueryHover {
  readonly markdown: string;
  readonly range: TextRange;
}

/** What the word at an offset means: a field, column, function, alias, table, operator or keyword. */
export function hoverAt(analysed: AnalysedQuery, offset: number, context: QueryContext): QueryHover | undefined {
  const path = pathAt(analysed.query, offset);
  const last = path.at(-1);
  const markdown = last && wordsOf(analysed, path, last, context);
  if (markdown !== undefined) return { markdown, range: last!.node.range };
  // a name that says nothing is no keyword either
  return last && isName(last) ? undefined : keywordAt(analysed.query, offset);
}

const NAMES: ReadonlySet<string> = new Set(['name', 'alias', 'columns', 'parts', 'parameters', 'table', 'field']);
const isName = ({ key, node }: Step): boolean => NAMES.has(key) && node.kind === undefined;

function wordsOf(analysed: AnalysedQuery, path: readonly Step[], { key, node }: Step, context: QueryContext): string | undefined {
  const around = path.at(-2);
  const kind = around?.node.kind;
  if (node.kind === 'star') return starMarkdown(analysed, node as StarItem);
  if (node.kind === 'literal' && kind === 'call') return formatMarkdown(around!.node as Call, node);
  if (key === 'field') return searchFieldMarkdown(analysed, node as FieldName, context);
  if (key === 'name' && kind === 'call') return callMarkdown(analysed, around!.node as Call);
  if (key === 'parts' && kind === 'column')
    return columnMarkdown(analysed, path, around!.node as ColumnReference, node as Identifier, context);
  if (key === 'alias' && kind === 'item') return aliasMarkdown(analysed, around!.node as ExpressionItem);
  if (key === 'name' && kind === 'table') return tableMarkdown(analysed, around!.node as TableSource);
  if (key === 'name' && around?.key === 'with') return commonMarkdown(analysed, around.node as CommonTable);
  return undefined;
}

function searchFieldMarkdown(analysed: AnalysedQuery, node: FieldName, context: QueryContext): string | undefined {
  const field = analysed.searchFields.get(node) ?? context.schema.field(node.name);
  return field && fieldMarkdown(field, valuesOf(field.name, context));
}

function callMarkdown({ types }: AnalysedQuery, call: Call): string | undefined {
  const entry = functionNamed(call.name.name);
  if (!entry) return undefined;
  const type = types.get(call);
  const gives = type && typeWord(type);
  return functionMarkdown(entry) + (gives === undefined ? '' : `\n\nHere it gives ${code(gives)}.`);
}

function columnMarkdown(
  analysed: AnalysedQuery,
  path: readonly Step[],
  reference: ColumnReference,
  part: Identifier,
  context: QueryContext,
): string | undefined {
  const resolution = analysed.resolutions.get(reference);
  if (!resolution) return undefined;
  if (resolution.kind === 'column') {
    const { column } = resolution;
    const isTable = reference.parts.length > 1 && part === reference.parts[0] && part.name.toLowerCase() !== column.name.toLowerCase();
    if (isTable) return `**${code(part.name)}** the table of ${code(column.name)}`;
    return column.field ? fieldMarkdown(column.field, valuesOf(column.field.name, context)) : relationColumnMarkdown(column);
  }
  if (resolution.kind === 'parameter') return `**${code(resolution.name)}** parameter of the lambda, ${typeText(resolution.type)}`;
  const item = resolution.kind === 'alias' ? selectAround(path)?.items[resolution.item] : undefined;
  if (item?.kind === 'item' && item.alias) return aliasMarkdown(analysed, item);
  const type = typeText(resolution.type);
  return `**${code(part.name)}** ${type}\n\nColumn of the result.`;
}

const relationColumnMarkdown = ({ name, type }: RelationColumn): string =>
  `**${code(name)}** ${typeText(type)}\n\nColumn of a sub-query or table.`;

function aliasMarkdown({ query, types }: AnalysedQuery, { alias, expression }: ExpressionItem): string {
  const type = types.get(expression);
  const text = query.text.slice(expression.range.start, expression.range.end);
  return `**${code(alias!.name)}** ${type ? typeText(type) : ''}\n\nStands for ${code(cut(text))}. ORDER BY, GROUP BY and HAVING can use it.`;
}

function tableMarkdown(analysed: AnalysedQuery, node: TableSource): string {
  const source = [...analysed.sources.values()].flat().find(s => s.node === node);
  if (source?.kind === 'common') return `**${code(node.name.name)}** the query of that name\n\n${columnList(source.columns)}`;
  return `**${code(node.name.name)}** the events that the search keeps, one row each`;
}

function commonMarkdown(analysed: AnalysedQuery, { name, query }: CommonTable): string {
  return `**${code(name.name)}** a query with a name\n\n${columnList(analysed.outputs.get(query) ?? [])}`;
}

function starMarkdown(analysed: AnalysedQuery, node: StarItem): string | undefined {
  const columns = analysed.stars.get(node);
  return columns && `All ${columns.length} columns\n\n${columnList(columns)}`;
}

const SHOWN = 12;

function columnList(columns: readonly RelationColumn[]): string {
  const more = columns.length - SHOWN;
  const names = columns.slice(0, SHOWN).map(c => `${code(c.name)} ${typeText(c.type)}`);
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
