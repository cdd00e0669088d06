import type { Fix, TextRange } from '../../lint/finding.ts';
import { searchText } from '../syntax/search-quotes.ts';
import { sqlName } from '../syntax/sql-quotes.ts';
import type { SelectItem, SqlQuery } from '../syntax/tree.ts';
import type { LintedQuery } from './linted-query.ts';
import { conditionsOf } from './search-fields.ts';

/** A fix for the syntax problems that are told inside a place. */
export interface SyntaxFix {
  readonly at: TextRange;
  readonly fix: Fix;
}

/** Fixes for mistakes of syntax whose meaning is plain all the same. */
export function syntaxFixes({ analysed: { query }, selects }: LintedQuery): readonly SyntaxFix[] {
  if (query.problems.length === 0) return [];
  const fixes: SyntaxFix[] = [];
  for (const condition of conditionsOf(query.search.expression)) {
    if (condition.kind !== 'field' || condition.value.kind !== 'word' || !condition.value.text.includes(':')) continue;
    const { range, text } = condition.value;
    fixes.push({ at: range, fix: { title: `Write ${searchText(text)}`, safe: true, edits: [{ range, newText: searchText(text) }] } });
  }
  const limit = query.sql && offsetBehind(query.sql.query);
  if (limit) fixes.push(limit);
  return [...fixes, ...selects.flatMap(({ select }) => select.items.flatMap(item => aliasInSingleQuotes(item, query.text) ?? []))];
}

/** `verb as 'x'` is `verb as "x"`. */
function aliasInSingleQuotes(item: SelectItem, text: string): SyntaxFix | undefined {
  const alias = item.kind === 'item' ? item.alias : undefined;
  if (!alias || text[alias.range.start] !== "'") return undefined;
  const newText = sqlName(alias.name);
  return { at: alias.range, fix: { title: `Write ${newText}`, safe: true, edits: [{ range: alias.range, newText }] } };
}

/** `limit 10 offset 20` is `limit 20, 10` in SLS. */
function offsetBehind({ limit }: SqlQuery): SyntaxFix | undefined {
  if (limit?.form !== 'count-offset' || limit.count === undefined || limit.offset === undefined) return undefined;
  const newText = `limit ${limit.offset}, ${limit.count}`;
  return { at: limit.range, fix: { title: `Write ${newText}`, safe: true, edits: [{ range: limit.range, newText }] } };
}
