import { expressionKeys } from '../check/sql/expression-key.ts';
import { groupExpressions } from '../check/sql/grouping.ts';
import type { Expression, Select } from '../syntax/tree.ts';
import { type Emission, emitExpression, type GroupKeys, literalInteger } from './emission.ts';

/** The keys of a select that groups; `e` writes what a row has. */
export function groupKeys(e: Emission, select: Select): GroupKeys {
  const { resolutions, query } = e.analysed;
  const items = select.items.map(item => (item.kind === 'item' ? item.expression : undefined));
  const keyOf = expressionKeys({ resolutions, sourceText: ({ start, end }) => query.text.slice(start, end) }, items);
  const keys = new Map<string, Expression>();
  for (const expression of groupExpressions(select.groupBy)) {
    const position = literalInteger(expression);
    const key = position === undefined ? expression : items[position - 1];
    if (key) keys.set(keyOf(key), key);
  }
  const written = new Map<string, string>();
  return {
    sqlOf(expression) {
      const name = keys.size === 0 || expression.kind === 'literal' ? undefined : keyOf(expression);
      const key = name === undefined ? undefined : keys.get(name);
      if (name === undefined || key === undefined) return undefined;
      const sql = written.get(name) ?? emitExpression(e, key);
      written.set(name, sql);
      return sql;
    },
  };
}
