import type { SqlCursor } from './sql-cursor.ts';
import type { Limit } from './tree.ts';

/** Reads `limit 10`, `limit 20, 10`, and `limit 10 offset 20`, which SLS refuses; the cursor stands on `limit`. */
export function parseLimit(cursor: SqlCursor): Limit {
  const { start } = cursor.next();
  if (cursor.takeWord('all')) return { form: 'count', range: cursor.since(start) };
  const first = parseNumber(cursor);
  if (cursor.take(',')) {
    const count = parseNumber(cursor);
    return { form: 'offset-count', range: cursor.since(start), ...given('offset', first), ...given('count', count) };
  }
  if (!cursor.isWord('offset')) return { form: 'count', range: cursor.since(start), ...given('count', first) };
  const keyword = cursor.next();
  const offset = parseNumber(cursor);
  const instead = first !== undefined && offset !== undefined ? `limit ${offset}, ${first}` : 'limit 20, 10';
  cursor.report(cursor.since(keyword.start), `SLS has no \`offset\`: write \`${instead}\`, with the rows to skip first.`);
  return { form: 'count-offset', range: cursor.since(start), ...given('count', first), ...given('offset', offset) };
}

/** `offset 20` without or before `limit`, which SLS refuses; the cursor stands on `offset`. */
export function parseOffset(cursor: SqlCursor): Limit {
  const { start } = cursor.next();
  const offset = parseNumber(cursor);
  if (cursor.isWord('row') || cursor.isWord('rows')) cursor.next();
  const count = cursor.takeWord('limit') ? parseNumber(cursor) : undefined;
  cursor.report(cursor.since(start), 'SLS has no `offset`: write `limit 20, 10`, with the rows to skip first.');
  return { form: 'count-offset', range: cursor.since(start), ...given('count', count), ...given('offset', offset) };
}

function parseNumber(cursor: SqlCursor): number | undefined {
  const { kind, text } = cursor.token;
  if (kind === 'number' && /^\d+$/.test(text)) return Number(cursor.next().text);
  cursor.problem('a whole number');
  return undefined;
}

function given<Key extends string>(key: Key, value: number | undefined): { readonly [K in Key]?: number } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: number };
}
