import type { FoundFields } from '../../protocol/query.ts';
import { LOG_FIELDS } from '../../query/catalog/log-fields.ts';
import type { Lane } from '../duckdb-session.ts';
import { logRelation, needsText } from './log-relation.ts';
import type { QueriedLog } from './queried-log.ts';

/** Most values of a field that are told; a field with more distinct ones in its sample is told the most frequent. */
const MAX_VALUES = 50;

/** Fields whose values differ in nearly every event. */
const UNTOLD = new Set(['__time__', '__time__ns_part__', 'auditID', 'requestURI', 'sourceIPs', 'annotations.authorization.k8s.io/reason']);

/**
 * The fields of the log for completion, with the most frequent values of those that every log has as a column. Fields that only
 * this log has are told once a query has looked for them.
 */
export async function fieldValues(lane: Lane, log: QueriedLog, signal: AbortSignal): Promise<FoundFields> {
  const relation = logRelation({ fields: [], text: false }, { facts: log.facts });
  const values: Record<string, readonly string[]> = {};
  for (const field of LOG_FIELDS) {
    if (UNTOLD.has(field.name) || needsText({ fields: [field], text: false })) continue;
    const column = relation.column(field, 'e');
    const { rows } = await lane.query(
      `SELECT CAST(${column} AS VARCHAR) AS value FROM ${relation.from} AS e WHERE ${[relation.where?.('e'), `${column} IS NOT NULL`].filter(c => c !== undefined).join(' AND ')} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT ${MAX_VALUES}`,
      [],
      signal,
    );
    if (rows.length > 0) values[field.name] = rows.map(([value]) => String(value));
  }
  const found = [...(log.foundFields?.values() ?? [])];
  return {
    fields: found.map(({ name, type, json, meaning, example }) => ({
      name,
      type,
      meaning,
      ...(json && { json }),
      ...(example !== undefined && { example }),
    })),
    values,
    complete: log.foundFields !== undefined,
  };
}
