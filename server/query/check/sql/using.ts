import { typeText } from '../../catalog/sls-type.ts';
import type { Identifier } from '../../syntax/tree.ts';
import type { RelationColumn } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import type { MergedColumn, Relation } from '../names/scope.ts';
import { commonType } from '../types/common-type.ts';
import { operatorType } from '../types/operator-type.ts';

/** The sources of FROM so far, as far as USING looks at and changes them. */
export interface Joined {
  readonly analysis: Analysis;
  readonly relations: readonly Relation[];
  readonly merged: Map<string, MergedColumn>;
  /** What `*` stands for. */
  star: readonly RelationColumn[];
}

/**
 * Merges the columns of USING, which both sides must have. The join begins with the sources and columns at `begin`; its right side is what
 * follows the source `middle`. In `*` the merged columns come first, and the sides are without theirs.
 */
export function mergeColumns(
  joined: Joined,
  using: readonly Identifier[],
  begin: { readonly relations: number; readonly star: number },
  middle: number,
): void {
  const columns: MergedColumn[] = [];
  for (const name of using) {
    if (using.find(u => u.name.toLowerCase() === name.name.toLowerCase()) !== name) {
      joined.analysis.report('duplicate-name', name.range, `Column '${name.name}' stands twice in USING.`);
      continue;
    }
    const column = mergedColumn(joined, name, begin.relations, middle);
    if (column) columns.push(column);
  }
  for (const column of columns) joined.merged.set(column.name.toLowerCase(), column);
  const gone = new Set(columns.map(c => c.name.toLowerCase()));
  const rest = joined.star.slice(begin.star).filter(c => c.unnamed || !gone.has(c.name.toLowerCase()));
  joined.star = [...joined.star.slice(0, begin.star), ...columns, ...rest];
}

function mergedColumn(joined: Joined, { name, range }: Identifier, begin: number, middle: number): MergedColumn | undefined {
  const { analysis } = joined;
  const key = name.toLowerCase();
  const before = joined.merged.get(key);
  const side = (from: number, to: number): readonly RelationColumn[] => {
    const own = before && before.merged[0]! >= from && before.merged[0]! < to ? before : undefined;
    const others = joined.relations.slice(from, to).flatMap((r, i) => (own?.merged.includes(from + i) ? [] : r.find(key)));
    return own ? [own, ...others] : others;
  };
  const sides = { left: side(begin, middle), right: side(middle, joined.relations.length) };
  for (const [word, found] of Object.entries(sides)) {
    if (found.length === 1) continue;
    const [code, what] =
      found.length === 0
        ? (['unknown-column', 'is missing on'] as const)
        : (['ambiguous-column', 'is in more than one source of'] as const);
    analysis.report(code, range, `Column '${name}' of USING ${what} the ${word} side of the join.`);
    return undefined;
  }
  const [left, right] = [sides.left[0]!, sides.right[0]!];
  if (!operatorType('=', left.type, right.type)) {
    analysis.report(
      'type-mismatch',
      range,
      `Column '${name}' is of type ${typeText(left.type)} on the left and ${typeText(right.type)} on the right.`,
    );
  }
  const merged = joined.relations.flatMap((r, i) => (i >= begin && r.find(key).length > 0 ? [i] : []));
  return { name: left.name, type: commonType(left.type, right.type) ?? left.type, ...(left.field && { field: left.field }), merged };
}
