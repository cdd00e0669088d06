import type { LogField } from '../../query/catalog/log-field.ts';
import { type SearchedValue, searchedValue } from '../../query/duckdb/search-tokens.ts';
import type { Lane } from '../duckdb-session.ts';
import { narrowColumn } from './log-relation.ts';

/** All values of fields that have few: a search of them compares instead of looking into every value. */
export interface KnownValues {
  of(field: LogField): readonly SearchedValue[] | undefined;
  /** Finds out the values of these fields, once. */
  learn(lane: Lane, fields: Iterable<LogField>, signal: AbortSignal): Promise<void>;
}

/** More values than this are not kept. */
const FEW = 1000;
/** A field with many values shows them in so many events already. */
const SAMPLE = 20_000;

export function knownValues(): KnownValues {
  const known = new Map<string, readonly SearchedValue[] | undefined>();
  return {
    of: field => known.get(field.name),
    async learn(lane, fields, signal) {
      for (const field of fields) {
        const column = field.type === 'varchar' && field.json !== true && !known.has(field.name) ? narrowColumn(field, 'line') : undefined;
        if (column?.startsWith('line.')) known.set(field.name, await valuesOf(lane, column, signal));
      }
    },
  };
}

async function valuesOf(lane: Lane, column: string, signal: AbortSignal): Promise<readonly SearchedValue[] | undefined> {
  const sample = await lane.query(`SELECT count(DISTINCT value) FROM (SELECT ${column} AS value FROM line LIMIT ${SAMPLE})`, [], signal);
  if (Number(sample.rows[0]![0]) > FEW) return undefined;
  const { rows } = await lane.query(`SELECT DISTINCT ${column} AS value FROM line WHERE value IS NOT NULL LIMIT ${FEW + 1}`, [], signal);
  return rows.length > FEW ? undefined : rows.map(([value]) => searchedValue(String(value)));
}
