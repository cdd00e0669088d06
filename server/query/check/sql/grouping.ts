import { functionNamed } from '../../catalog/functions.ts';
import type { Expression, GroupItem, Select, SortItem } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { constantInteger } from './constant-number.ts';
import { expressionKeys } from './expression-key.ts';
import { partsOf, windowParts } from './parts.ts';
import type { Output } from './select-list.ts';

/** The expressions of GROUP BY, sets written out. */
export const groupExpressions = (items: readonly GroupItem[]): readonly Expression[] =>
  items.flatMap(item => (item.kind === 'group-expression' ? [item.expression] : item.sets.flat()));

/** Says which columns of an aggregated select have no single value in a group. */
export function checkGrouping(analysis: Analysis, select: Select, outputs: readonly Output[], sorted: readonly SortItem[]): void {
  const items = select.items.map(item => (item.kind === 'item' ? item.expression : undefined));
  const keyOf = expressionKeys(analysis, items);
  const grouped = new Set<string>();
  const starred = new Set<string>();
  for (const expression of groupExpressions(select.groupBy)) {
    const position = constantInteger(expression);
    const output = position === undefined ? undefined : outputs[Number(position) - 1];
    if (output?.item) grouped.add(keyOf(output.item.expression));
    else if (output) starred.add(output.column.name.toLowerCase());
    else grouped.add(keyOf(expression));
  }
  const told = new Set<string>();
  const check = (expression: Expression): void => {
    const waiting = [expression];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.kind === 'literal' || next.kind === 'missing' || grouped.has(keyOf(next))) continue;
      if (next.kind === 'column') tell(next);
      else if (next.kind !== 'call') waiting.push(...partsOf(next).toReversed());
      // a function that nobody knows may aggregate
      else if (!functionNamed(next.name.name)) continue;
      else if (analysis.calls.get(next) !== 'aggregate') {
        waiting.push(...windowParts(next), ...next.arguments.filter(a => a.kind !== 'lambda').toReversed());
      }
    }
  };
  const tell = (column: Extract<Expression, { kind: 'column' }>): void => {
    const resolution = analysis.resolutions.get(column);
    if (resolution?.kind !== 'column' || resolution.outer > 0) return;
    const name = column.parts.map(p => p.name).join('.');
    if (starred.has(resolution.column.name.toLowerCase()) || told.has(name.toLowerCase())) return;
    told.add(name.toLowerCase());
    const written = analysis.sourceText(column.range);
    const advice = select.groupBy.length > 0 ? `Add ${written} to GROUP BY` : `Write group by ${written}`;
    analysis.report(
      'not-in-group-by',
      column.range,
      `Column '${name}' not in GROUP BY clause: a group has many values of it. ${advice}, or aggregate it, for example max(${written}).`,
      { fixes: fixesFor(select, written) },
    );
  };
  for (const expression of items) if (expression) check(expression);
  if (select.having) check(select.having);
  for (const { expression } of sorted) if (constantInteger(expression) === undefined) check(expression);
  checkStars(analysis, select, outputs, starred, keys => keys.some(k => grouped.has(k)));
}

function fixesFor({ groupBy }: Select, written: string) {
  const last = groupBy.at(-1);
  if (!last || groupBy.some(g => g.kind !== 'group-expression')) return [];
  const range = { start: last.range.end, end: last.range.end };
  return [{ title: `Group by ${written} too`, edits: [{ range, newText: `, ${written}` }], safe: false }];
}

function checkStars(
  analysis: Analysis,
  select: Select,
  outputs: readonly Output[],
  starred: ReadonlySet<string>,
  isGrouped: (keys: readonly string[]) => boolean,
): void {
  const star = select.items.find(item => item.kind === 'star');
  const first = outputs.find(
    ({ item, column }) => !item && !starred.has(column.name.toLowerCase()) && !isGrouped(keysOf(analysis, select, column.name)),
  );
  if (star && first) {
    analysis.report(
      'not-in-group-by',
      star.range,
      `Column '${first.column.name}' not in GROUP BY clause: * stands for all columns, and a group has many values of them. Name the columns that you group by.`,
    );
  }
}

/** The keys that a column of a star has, whichever source it is of. */
const keysOf = (analysis: Analysis, select: Select, name: string): readonly string[] =>
  ['using', ...(analysis.sources.get(select) ?? []).keys()].map(source => `0:${source}:${JSON.stringify(name.toLowerCase())}`);
