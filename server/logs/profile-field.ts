import type { FieldProfile, FilterField, LogScope } from '../protocol/log.ts';
import type { Lane } from './duckdb-session.ts';
import { FIELD_SQL, type LogFacts, scopeLog } from './log-scope.ts';

/** Most values of a profile. */
const MAX_VALUES = 1000;

/** The distinct values of a field within a scope, most frequent first. */
export async function profileField(
  lane: Lane,
  field: FilterField,
  scope: LogScope,
  limit: number,
  facts: LogFacts,
  signal: AbortSignal,
): Promise<FieldProfile> {
  const { sql, values } = scopeLog(scope, facts);
  const top = Math.min(MAX_VALUES, Math.max(1, Math.floor(limit)));
  const { rows } = await lane.query(
    `${sql}, part AS (SELECT ${FIELD_SQL[field][0]}::VARCHAR AS value, count(*) AS events FROM log GROUP BY ALL)
    SELECT value, events, count(value) OVER () AS distinct_values, coalesce(sum(events) FILTER (value IS NULL) OVER (), 0)::BIGINT AS missing
    FROM part ORDER BY value IS NULL, events DESC, value LIMIT ${top}`,
    values,
    signal,
  );
  const [first] = rows;
  return {
    field,
    distinct: first ? Number(first[2]) : 0,
    missing: first ? Number(first[3]) : 0,
    top: rows.flatMap(([value, events]) => (value === null ? [] : [{ value: String(value), events: Number(events) }])),
  };
}
