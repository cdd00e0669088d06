import { typeText } from '../../catalog/sls-type.ts';
import type { Expression, GroupItem, Select, SortItem } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Alias, Place } from '../names/place.ts';
import type { QueryColumns, Surroundings } from '../names/scope.ts';
import { isComparable, isOrderable, isUnknown } from '../types/scalars.ts';
import { constantInteger } from './constant-number.ts';
import { expressionKeys } from './expression-key.ts';
import { checkGrouping, groupExpressions } from './grouping.ts';
import { bare, findCall } from './parts.ts';
import { aliasesOf, isAggregate, type Output, readItems } from './select-list.ts';
import { readSources } from './sources.ts';

/** Reads a select, with the ORDER BY of the query that it is. */
export function readSelect(analysis: Analysis, select: Select, orderBy: readonly SortItem[], around: Surroundings): QueryColumns {
  const { scope, open } = readSources(analysis, select.from, around);
  analysis.sources.set(
    select,
    scope.relations.map(r => r.source),
  );
  const hiddenAliases = new Set(select.items.flatMap(item => (item.kind === 'item' && item.alias ? [item.alias.name.toLowerCase()] : [])));
  const plain: Place = { scope, aggregates: 'allowed', windows: 'allowed', clause: 'SELECT', hiddenAliases };
  if (select.where) readCondition(analysis, select.where, { ...plain, clause: 'WHERE', aggregates: 'refused', windows: 'refused' });
  const outputs = readItems(analysis, select, plain);
  const aliases = aliasesOf(analysis, select);
  const before = analysis.troubles;
  readGroups(analysis, select, outputs, plain, aliases);
  const groupsAreSound = analysis.troubles === before;
  if (select.having) readCondition(analysis, select.having, { ...plain, clause: 'HAVING', windows: 'refused', aliases, aliasFirst: true });
  for (const { expression } of orderBy)
    readSort(analysis, expression, outputs, { ...plain, clause: 'ORDER BY', aliases, aliasFirst: true });

  const expressions = [
    ...select.items.flatMap(item => (item.kind === 'item' ? [item.expression] : [])),
    ...(select.having ? [select.having] : []),
    ...orderBy.map(o => o.expression),
  ];
  const aggregates = expressions.flatMap(e => findCall(e, call => isAggregate(analysis, call)) ?? []);
  const aggregated = select.groupBy.length > 0 || aggregates.length > 0;
  if (aggregates[0] && scope.relations.length === 0 && select.from.length === 0) {
    const { name, range } = aggregates[0];
    const message = `This select has no FROM, so ${name.name} has nothing to aggregate. A sub-query has to name its source: from log.`;
    analysis.report('sub-query-without-from', range, message);
  }
  if (aggregated) {
    analysis.aggregated.add(select);
    if (groupsAreSound) checkGrouping(analysis, select, outputs, orderBy);
  }
  if (select.distinct) checkDistinct(analysis, select, outputs, orderBy);
  const columns = outputs.map(o => o.column);
  analysis.outputs.set(select, columns);
  return { columns, open: open && select.items.some(item => item.kind === 'star') };
}

function readCondition(analysis: Analysis, condition: Expression, place: Place): void {
  const type = analysis.typeOf(condition, place);
  if (type.kind === 'boolean' || isUnknown(type)) return;
  const message = `${place.clause} clause must evaluate to a boolean: this is of type ${typeText(type)}. Compare it with something.`;
  analysis.report('type-mismatch', condition.range, message);
}

const isName = (expression: Expression): boolean =>
  expression.kind === 'parenthesized' ? isName(expression.expression) : expression.kind === 'column';

function readGroups(
  analysis: Analysis,
  select: Select,
  outputs: readonly Output[],
  plain: Place,
  aliases: ReadonlyMap<string, readonly Alias[]>,
): void {
  // what aggregates cannot be grouped by, so such an alias gives way to a column of its name
  const groupable = new Map([...aliases].map(([name, all]) => [name, all.filter(a => !a.computed)]));
  const place: Place = { ...plain, clause: 'GROUP BY', aggregates: 'refused', windows: 'refused', aliases: groupable };
  for (const expression of groupExpressions(select.groupBy)) {
    // inside an expression a name is that of a column: lower(verb) as verb … group by lower(verb)
    const type = analysis.typeOf(expression, { ...place, aliasFirst: isName(expression) });
    if (!isComparable(type)) {
      analysis.report('type-mismatch', expression.range, `Values of type ${typeText(type)} cannot be told equal, so they make no groups.`);
    }
    const position = constantInteger(expression);
    if (position === undefined) continue;
    const output = outputAt(analysis, expression, position, outputs, 'GROUP BY');
    const call = output?.item && findCall(output.item.expression, c => (analysis.calls.get(c) ?? 'scalar') !== 'scalar');
    if (call) {
      const message = `GROUP BY position ${position} is ${call.name.name}(…), which is made of groups and cannot make them. Group by other columns.`;
      analysis.report('aggregate-not-allowed', expression.range, message);
    }
  }
  for (const item of select.groupBy) if (item.kind !== 'group-expression') checkSets(analysis, item);
}

/** Sets of groups are made of columns. */
function checkSets(analysis: Analysis, { kind, sets }: Exclude<GroupItem, { readonly kind: 'group-expression' }>): void {
  const other = sets.flat().find(e => bare(e).kind !== 'column' && bare(e).kind !== 'missing');
  if (!other) return;
  const words = kind.toUpperCase().replace('-', ' ');
  analysis.report(
    'type-mismatch',
    other.range,
    `${words} groups by columns, and this is none. Write the name of a column or alias, or compute it in a sub-query.`,
  );
}

function outputAt(
  analysis: Analysis,
  { range }: Expression,
  position: bigint,
  outputs: readonly Output[],
  clause: string,
): Output | undefined {
  const output = outputs[Number(position) - 1];
  if (!output) {
    const message = `${clause} position ${position} is not in the select list, which has ${outputs.length} ${outputs.length === 1 ? 'column' : 'columns'}.`;
    analysis.report('position-out-of-range', range, message);
  }
  return output;
}

function readSort(analysis: Analysis, expression: Expression, outputs: readonly Output[], place: Place): void {
  const type = analysis.typeOf(expression, place);
  const names = new Set(outputs.map(o => o.column.name.toLowerCase()));
  const isOutput = (e: Expression) => e.kind === 'column' && e.parts.length === 1 && names.has(e.parts[0]!.name.toLowerCase());
  const grouping = findCall(expression, call => call.name.name.toLowerCase() === 'grouping' && call.arguments.some(isOutput));
  if (grouping) {
    const text = analysis.sourceText(grouping.range);
    const message = `In ORDER BY a name of the select list is the output column, which ${text} cannot ask. Select ${text} under an alias, and sort by it.`;
    analysis.report('not-in-group-by', grouping.range, message);
  }
  const position = constantInteger(expression);
  const sorted = position === undefined ? type : outputAt(analysis, expression, position, outputs, 'ORDER BY')?.column.type;
  if (sorted && !isOrderable(sorted)) {
    const advice = sorted.kind === 'json' ? ' json_format(…) makes a text of JSON.' : '';
    analysis.report('type-mismatch', expression.range, `Values of type ${typeText(sorted)} have no order.${advice}`);
  }
}

/** After DISTINCT only what is selected can be sorted by, and only what can be told equal be selected. */
function checkDistinct(analysis: Analysis, select: Select, outputs: readonly Output[], orderBy: readonly SortItem[]): void {
  for (const { item, column } of outputs) {
    if (item && !isComparable(column.type)) {
      analysis.report(
        'type-mismatch',
        item.range,
        `Values of type ${typeText(column.type)} cannot be told equal, so DISTINCT does not take them.`,
      );
    }
  }
  const items = select.items.map(item => (item.kind === 'item' ? item.expression : undefined));
  const keyOf = expressionKeys(analysis, items);
  const keys = new Set(items.flatMap(e => (e ? [keyOf(e)] : [])));
  const starred = new Set(outputs.flatMap(o => (o.item ? [] : [o.column.name.toLowerCase()])));
  for (const { expression } of orderBy) {
    if (constantInteger(expression) !== undefined || keys.has(keyOf(expression))) continue;
    const resolution = expression.kind === 'column' ? analysis.resolutions.get(expression) : undefined;
    if (resolution?.kind === 'column' && starred.has(resolution.column.name.toLowerCase())) continue;
    if (resolution === undefined && expression.kind === 'column') continue;
    analysis.report(
      'not-selected',
      expression.range,
      'With SELECT DISTINCT, rows can only be sorted by what is selected. Add this to the select list.',
    );
  }
}
