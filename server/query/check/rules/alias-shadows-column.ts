import type { Reported } from '../../../lint/lint-rule.ts';
import type { Select } from '../../syntax/tree.ts';
import type { LintedQuery } from '../linted-query.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { groupExpressions } from '../sql/grouping.ts';

export const aliasShadowsColumn: QueryCheck = {
  id: 'alias-shadows-column',
  category: 'error-prone',
  level: 'information',
  summary: 'An alias in GROUP BY that is also the name of a column: SLS takes the alias, other engines the column.',
  check: linted => linted.selects.flatMap(({ select }) => shadowed(linted, select)),
};

function shadowed({ analysed }: LintedQuery, select: Select): Reported[] {
  return groupExpressions(select.groupBy).flatMap((expression): Reported[] => {
    const resolution = expression.kind === 'column' ? analysed.resolutions.get(expression) : undefined;
    if (resolution?.kind !== 'alias') return [];
    const item = select.items[resolution.item];
    if (item?.kind !== 'item' || !item.alias) return [];
    const name = item.alias.name.toLowerCase();
    const isThatColumn = item.expression.kind === 'column' && item.expression.parts.at(-1)?.name.toLowerCase() === name;
    const isColumn = analysed.sources.get(select)?.some(s => s.columns.some(c => c.name.toLowerCase() === name));
    if (isThatColumn || !isColumn) return [];
    const position = String(resolution.item + 1);
    const stars = select.items.slice(0, resolution.item).some(i => i.kind === 'star');
    return [
      {
        range: expression.range,
        message: `${item.alias.name} is the alias of an expression here and the name of a column too. SLS groups by the alias, Presto and Trino by the column. Write its position or another alias.`,
        fixes: stars ? [] : [{ title: `Group by ${position}`, safe: true, edits: [{ range: expression.range, newText: position }] }],
      },
    ];
  });
}
