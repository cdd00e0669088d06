import { STAGE_RANK } from '../query/catalog/audit-expressions.ts';
import { literal } from '../query/duckdb/sql-text.ts';
import type { Lane } from './duckdb-session.ts';

/** For each request, by its auditID, the row of its event of the latest stage; requests without events are left out. */
export async function latestEvents(
  lane: Lane,
  source: string,
  auditIDs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  if (auditIDs.length === 0) return new Map();
  const { rows } = await lane.query(
    `SELECT auditID, arg_max("row", (${STAGE_RANK}, "row")) FROM ${source} WHERE auditID IN (${[...new Set(auditIDs)].map(literal).join(', ')}) GROUP BY auditID`,
    [],
    signal,
  );
  return new Map(rows.map(([auditID, row]) => [String(auditID), Number(row)]));
}
