import type { Expression, GroupItem, Select } from '../syntax/tree.ts';
import { CannotCompile } from './emission.ts';

/** What follows GROUP BY; `write` gives the SQL of what is grouped by. */
export function emitGroups({ groupBy, distinctGroups }: Select, write: (expression: Expression) => string): readonly string[] {
  if (!distinctGroups || groupBy.every(item => item.kind === 'group-expression')) return groupBy.map(item => emitGroup(item, write));
  // DuckDB does not know GROUP BY DISTINCT, so the sets are written out
  let sets: readonly (readonly string[])[] = [[]];
  for (const item of groupBy) {
    const more = setsOf(item).map(set => set.map(write));
    if (sets.length * more.length > MOST) throw new CannotCompile(item.range, `More than ${MOST} grouping sets are not computed.`);
    sets = sets.flatMap(set => more.map(added => [...set, ...added]));
  }
  const written = sets.map(set => `(${[...new Set(set)].sort().join(', ')})`);
  return [`GROUPING SETS (${[...new Set(written)].join(', ')})`];
}

const MOST = 2048;

function emitGroup(item: GroupItem, write: (expression: Expression) => string): string {
  if (item.kind === 'group-expression') return write(item.expression);
  const sets = item.sets.map(set => `(${set.map(write).join(', ')})`);
  if (item.kind === 'grouping-sets') return `GROUPING SETS (${sets.join(', ')})`;
  return `${item.kind.toUpperCase()} (${sets.join(', ')})`;
}

/** The grouping sets that an item stands for. */
function setsOf(item: GroupItem): readonly (readonly Expression[])[] {
  switch (item.kind) {
    case 'group-expression':
      return [[item.expression]];
    case 'grouping-sets':
      return item.sets;
    case 'rollup':
      return [...Array(item.sets.length + 1).keys()].map(length => item.sets.slice(0, length).flat());
    case 'cube': {
      if (2 ** item.sets.length > MOST) throw new CannotCompile(item.range, `More than ${MOST} grouping sets are not computed.`);
      return item.sets.reduce<Expression[][]>((all, set) => all.flatMap(some => [some, [...some, ...set]]), [[]]);
    }
  }
}
