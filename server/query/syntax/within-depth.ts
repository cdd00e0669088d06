import type { AnyNode } from './nodes.ts';
import type { Problems } from './problems.ts';
import type { Query, SqlStatement } from './tree.ts';

/** Levels a tree may have, so that whoever walks it may do so by recursion. Parentheses nest less; chains of operators are trees too. */
const DEEPEST = 1000;

/** A level of the tree takes two characters of the text at least. */
const SHORTEST = 2 * DEEPEST;

type Parts = Omit<Query, 'problems'>;

/** The query without a part whose tree is too deep, which is told. */
export function withinDepth(query: Parts, problems: Problems): Parts {
  if (query.text.length < SHORTEST) return query;
  const deep = firstBelow(query);
  if (!deep) return query;
  const inSearch = !query.sql || deep.range.start < query.sql.range.start;
  const { search } = query;
  const most = DEEPEST.toLocaleString('en-US');
  problems.giveUp(
    query.sql && !inSearch ? query.sql.range : (search.expression?.range ?? search.range),
    `A chain of ${most} operators is not read, nor what is nested as deep. A long list of values belongs into \`in (…)\`.`,
  );
  return query.sql && !inSearch ? { ...query, sql: withoutQuery(query.sql) } : { ...query, search: { range: search.range } };
}

function withoutQuery(sql: SqlStatement): SqlStatement {
  const { range } = sql.query;
  return { ...sql, query: { kind: 'query', range, with: [], body: { kind: 'missing', range }, orderBy: [] } };
}

/** A node too deep; found without a list of nodes, since texts of a megabyte have a million. */
function firstBelow({ search, sql }: Parts): AnyNode | undefined {
  return below(search, 1) ?? (sql && below(sql, 1));
}

function below(node: AnyNode, depth: number): AnyNode | undefined {
  return depth > DEEPEST ? node : belowValues(node, depth);
}

function belowValues(container: object, depth: number): AnyNode | undefined {
  if (Array.isArray(container)) {
    for (const item of container) {
      const found = belowValue(item, depth);
      if (found) return found;
    }
    return undefined;
  }
  for (const key in container) {
    const found = belowValue((container as Readonly<Record<string, unknown>>)[key], depth);
    if (found) return found;
  }
  return undefined;
}

function belowValue(value: unknown, depth: number): AnyNode | undefined {
  if (typeof value !== 'object' || value === null || 'start' in value) return undefined;
  return 'range' in value ? below(value as AnyNode, depth + 1) : belowValues(value, depth);
}
