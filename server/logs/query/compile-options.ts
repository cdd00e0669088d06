import type { LogScope } from '../../protocol/log.ts';
import { logSchema } from '../../query/catalog/log-fields.ts';
import { analyseQuery } from '../../query/check/analyse-query.ts';
import { compileQuery } from '../../query/duckdb/compile-query.ts';
import type { AddressTable, CompileOptions, TimeRange } from '../../query/duckdb/compiled-query.ts';
import { parseQuery } from '../../query/syntax/parse-query.ts';
import { scopeCondition } from '../scope-condition.ts';
import { logRelation, ROW_FIELD } from './log-relation.ts';
import type { QueriedLog } from './queried-log.ts';
import { timeBounds } from './time-bounds.ts';

interface Compiling {
  readonly log: QueriedLog;
  readonly scope: LogScope;
  readonly limit: number;
  readonly rows?: boolean;
}

/** How queries of a log are compiled: the relation that they read holds the events of the scope. */
export function compileOptions({ log, scope, limit, rows = false }: Compiling): CompileOptions {
  const filtered = filterRows(log, scope);
  const times = fineBounds(scope);
  const narrowed = filtered !== undefined || times.length > 0;
  const where = (alias: string) => [
    ...times.map(condition => `${alias}.time ${condition}`),
    ...(filtered === undefined ? [] : [`${alias}.rowid IN (${filtered})`]),
  ];
  const range = timeRange(log, scope);
  return {
    timeZone: scope.timeZone,
    limit,
    rows,
    log: need => logRelation(need, { facts: log.facts, found: log.foundFields, values: log.values.of, ...(narrowed && { where }) }),
    ...(range && { range }),
    addresses: ADDRESSES,
    constants: log.constants,
  };
}

const ADDRESSES: AddressTable = {
  table: 'address',
  address: 'address_text',
  columns: { ip_to_domain: 'address_domain', ip_to_country_code: 'address_country', ip_to_country: 'address_country_name' },
};

/** Bounds of a scope finer than a second; whole seconds are the range of the run. */
function fineBounds({ from, to }: LogScope): string[] {
  const isFine = (time: number | undefined) => time !== undefined && time % 1000 !== 0;
  return timeBounds({ ...(isFine(from) && { from }), ...(isFine(to) && { to }) });
}

/** Whole seconds around the scope, the log's own where it is open. */
function timeRange({ facts }: QueriedLog, { from, to }: LogScope): TimeRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { from: Math.floor((from ?? facts.from ?? 0) / 1000), to: Math.ceil((to ?? (facts.to ?? 0) + 1000) / 1000) };
}

/** SQL of the rows that the filters of a scope keep; the filters are a query like any other. */
export function filterRows(log: QueriedLog, { filters, timeZone }: LogScope): string | undefined {
  const condition = scopeCondition({ filters });
  if (condition === undefined) return undefined;
  const text = `* | select ${ROW_FIELD.name} from log where ${condition}`;
  const analysed = analyseQuery(parseQuery(text), logSchema([ROW_FIELD], true));
  const compiled = compileQuery(analysed, compileOptions({ log, scope: { filters: [], timeZone }, limit: 2 ** 40 }));
  // filters are made of fields that every log has
  if (compiled.kind === 'refused') throw new Error(compiled.problems[0]?.message);
  return compiled.sql;
}
