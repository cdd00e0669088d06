import type { FieldProfile, FilterField, LogScope } from '../protocol/log.ts';
import type { Lane } from './duckdb-session.ts';
import { EngineError } from './engine-error.ts';
import type { QueriedLog } from './query/queried-log.ts';
import { runQuery } from './query/run-query.ts';
import { FIELD_EXPRESSIONS } from './scope-condition.ts';

/** Most values of a profile. */
const MAX_VALUES = 1000;

/** The distinct values of a field within a scope, most frequent first. */
export async function profileField(
  lane: Lane,
  log: QueriedLog,
  { field, scope, limit }: { readonly field: FilterField; readonly scope: LogScope; readonly limit: number },
  signal: AbortSignal,
): Promise<FieldProfile> {
  const top = Math.min(MAX_VALUES, Math.max(1, Math.floor(limit)));
  const counted = `select cast(${FIELD_EXPRESSIONS[field][0]} as varchar) as value, count(*) as events from log group by 1`;
  const text = `* | select value, events, count(value) over () as named, sum(if(value is null, events, 0)) over () as missing from (${counted}) order by if(value is null, 1, 0), events desc, value limit ${top}`;
  const result = await runQuery(lane, text, { log, scope, limit: top, signal });
  if (result.kind === 'refused') throw new EngineError('failed', result.problems[0]?.message ?? 'the profile cannot be asked for');
  const [first] = result.rows;
  return {
    field,
    distinct: first ? Number(first[2]) : 0,
    missing: first ? Number(first[3]) : 0,
    top: result.rows.flatMap(([value, events]) => (value === null ? [] : [{ value: String(value), events: Number(events) }])),
  };
}
