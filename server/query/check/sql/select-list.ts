import type { SlsType } from '../../catalog/sls-type.ts';
import type { Call, ExpressionItem, Select, StarItem } from '../../syntax/tree.ts';
import type { RelationColumn } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import type { Alias, Place } from '../names/place.ts';
import type { Scope } from '../names/scope.ts';
import { bare, findCall } from './parts.ts';

/** An output column of a select. */
export interface Output {
  readonly column: RelationColumn;
  /** The item that it is; absent for a column of a star. */
  readonly item?: ExpressionItem;
}

/** Reads the select list. */
export function readItems(analysis: Analysis, select: Select, place: Place): readonly Output[] {
  const outputs: Output[] = [];
  for (const item of select.items) {
    if (item.kind === 'star') {
      for (const column of starColumns(analysis, item, place.scope)) outputs.push({ column });
      continue;
    }
    const type = analysis.typeOf(item.expression, place);
    const name = nameOf(item);
    outputs.push({ item, column: name === undefined ? { name: `_col${outputs.length}`, type, unnamed: true } : { name, type } });
  }
  return outputs;
}

function nameOf({ alias, expression }: ExpressionItem): string | undefined {
  const named = bare(expression);
  return alias?.name ?? (named.kind === 'column' ? named.parts.at(-1)!.name : undefined);
}

function starColumns(analysis: Analysis, item: StarItem, scope: Scope): readonly RelationColumn[] {
  const columns = item.table ? tableColumns(analysis, item, item.table.name, scope) : scope.star;
  if (!item.table && scope.relations.length === 0) {
    analysis.report(
      'sub-query-without-from',
      item.range,
      'This select has no FROM, so * stands for nothing. A sub-query has to name its source: from log.',
    );
  }
  analysis.stars.set(item, columns);
  return columns;
}

function tableColumns(analysis: Analysis, { range }: StarItem, table: string, { relations, merged }: Scope): readonly RelationColumn[] {
  const named = relations.flatMap((relation, source) => (relation.name === table.toLowerCase() ? [{ relation, source }] : []));
  if (named.length === 0) analysis.report('unknown-table', range, `No source of this select is called '${table}'.`);
  return named.flatMap(({ relation, source }) =>
    relation.source.columns.filter(c => !merged.get(c.name.toLowerCase())?.merged.includes(source)),
  );
}

/** What the other clauses can name of the select list. */
export function aliasesOf(analysis: Analysis, select: Select): ReadonlyMap<string, readonly Alias[]> {
  const aliases = new Map<string, Alias[]>();
  for (const [item, { kind, ...selected }] of select.items.entries()) {
    if (kind === 'star' || !('alias' in selected) || !selected.alias) continue;
    const type: SlsType = analysis.types.get(selected.expression) ?? { kind: 'unknown' };
    const computed = findCall(selected.expression, call => isComputed(analysis, call)) !== undefined;
    const name = selected.alias.name.toLowerCase();
    const same = aliases.get(name);
    if (same) same.push({ item, type, computed });
    else aliases.set(name, [{ item, type, computed }]);
  }
  return aliases;
}

const isComputed = (analysis: Analysis, call: Call): boolean => (analysis.calls.get(call) ?? 'scalar') !== 'scalar';

export const isAggregate = (analysis: Analysis, call: Call): boolean => analysis.calls.get(call) === 'aggregate';
