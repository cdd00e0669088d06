import type { Cell, Filter, FilterField, LogScope } from '../protocol/log.ts';
import { type Buckets, bucketSql, divideTime } from './time-buckets.ts';
import { openZone, type Zone } from './zone-time.ts';

/** What a scope needs to know of its log. */
export interface LogFacts {
  /** Unix milliseconds of the first and last event. */
  readonly from: number | null;
  readonly to: number | null;
  /** Some lines are no events. */
  readonly hasDamage: boolean;
  /** Some events carry no auditID: each is a request of its own. */
  readonly hasNameless: boolean;
}

/** A scope as the beginning of a statement: the relation `log` holds its events. Values are bound, never written into it. */
export interface ScopedLog {
  readonly sql: string;
  readonly values: readonly Cell[];
  readonly zone: Zone;
  readonly buckets: Buckets;
}

/** The expressions of a field; a filter holds where any of them has the value. */
export const FIELD_SQL: Readonly<Record<FilterField, readonly [string, ...string[]]>> = {
  namespace: ['"objectRef.namespace"'],
  user: ['"user.username"', 'account("user.username", "annotations.authorization.k8s.io/reason")'],
  status: ['"responseStatus.code"'],
  verb: ['verb'],
  apiGroup: ['"objectRef.apiGroup"'],
  resource: ['"objectRef.resource"'],
  subresource: ['"objectRef.subresource"'],
  name: ['"objectRef.name"'],
  stage: ['stage'],
  level: ['level'],
  address: ['sourceIP'],
  country: ['ip_to_country_code(sourceIP)'],
  userAgent: ['userAgent'],
  auditID: ['auditID'],
};

/**
 * Of several events of a request the one of its latest stage counts: `rank` orders events of a request by stage, then by
 * their order in the log, and differs for any two events.
 */
const RANK = `CASE stage WHEN 'Panic' THEN 3 WHEN 'ResponseComplete' THEN 2 WHEN 'ResponseStarted' THEN 1 ELSE 0 END * ${2 ** 40} + rowid`;

/** Throws `RangeError` where the time zone is not known. */
export function scopeLog(scope: LogScope, facts: LogFacts): ScopedLog {
  const zone = openZone(scope.timeZone);
  const values: Cell[] = [];
  const bind = (value: Cell): string => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (facts.hasDamage) conditions.push('is_event');
  if (scope.from !== undefined) conditions.push(`time >= epoch_ms(${bind(Math.ceil(scope.from))}::BIGINT)`);
  if (scope.to !== undefined) conditions.push(`time < epoch_ms(${bind(Math.ceil(scope.to))}::BIGINT)`);
  for (const field of new Set(scope.filters.map(filter => filter.field)))
    conditions.push(
      ...fieldConditions(
        field,
        scope.filters.filter(f => f.field === field),
        bind,
      ),
    );
  const request = facts.hasNameless ? `coalesce(auditID, chr(1) || 'row ' || rowid)` : 'auditID';
  const from = Math.max(facts.from ?? 0, scope.from ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(facts.to === null ? 0 : facts.to + 1, scope.to ?? Number.POSITIVE_INFINITY);
  const buckets = divideTime(from, to, zone);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const sql = `WITH log AS (SELECT *, rowid AS "row", ${request} AS request, ${RANK} AS rank, ${bucketSql('time', buckets)} AS bucket FROM line${where})`;
  return { sql, values, zone, buckets };
}

/** Conditions of one field: values are alternatives, excluded values each a condition of its own. */
function fieldConditions(field: FilterField, filters: readonly Filter[], bind: (value: Cell) => string): string[] {
  const holds = ({ value }: Filter): string => {
    const sql = FIELD_SQL[field];
    if (value === '') return `${sql[0]} IS NULL`;
    const bound = field === 'status' ? `try_cast(${bind(value)} AS BIGINT)` : bind(value);
    return sql.map(expression => `${expression} = ${bound}`).join(' OR ');
  };
  const included = filters.filter(f => f.exclude !== true).map(holds);
  const excluded = filters.filter(f => f.exclude === true).map(f => `NOT coalesce(${holds(f)}, false)`);
  return included.length > 0 ? [`(${included.join(' OR ')})`, ...excluded] : excluded;
}
