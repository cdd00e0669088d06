import type { Filter, FilterField, LogScope } from '../protocol/log.ts';
import { ACCOUNT, COUNTRY, SOURCE_ADDRESS, UNIX_TIME } from '../query/catalog/audit-expressions.ts';
import { sqlText } from '../query/syntax/sql-quotes.ts';

/** What a filter looks at, in the query language; a filter holds where any of them has the value. */
export const FIELD_EXPRESSIONS: Readonly<Record<FilterField, readonly [string, ...string[]]>> = {
  namespace: ['"objectRef.namespace"'],
  user: ['"user.username"', ACCOUNT],
  status: ['"responseStatus.code"'],
  verb: ['verb'],
  apiGroup: ['"objectRef.apiGroup"'],
  resource: ['"objectRef.resource"'],
  subresource: ['"objectRef.subresource"'],
  name: ['"objectRef.name"'],
  stage: ['stage'],
  level: ['level'],
  address: [SOURCE_ADDRESS],
  country: [COUNTRY],
  userAgent: ['userAgent'],
  auditID: ['auditID'],
};

/**
 * What keeps the events of a scope, as a condition of the query language; undefined where it keeps all. Filters on one field are
 * alternatives, those that exclude each a condition of its own.
 */
export function scopeCondition({ filters, from, to }: Omit<LogScope, 'timeZone'>): string | undefined {
  const conditions: string[] = [];
  if (from !== undefined) conditions.push(`${timeNear(from)} >= ${seconds(from)}`);
  if (to !== undefined) conditions.push(`${timeNear(to)} < ${seconds(to)}`);
  for (const field of new Set(filters.map(filter => filter.field))) {
    const ofField = filters.filter(filter => filter.field === field);
    const included = ofField.filter(filter => filter.exclude !== true).map(holds);
    if (included.length > 0) conditions.push(included.length === 1 ? included[0]! : `(${included.join(' or ')})`);
    conditions.push(...ofField.filter(filter => filter.exclude === true).map(filter => `not coalesce(${holds(filter)}, false)`));
  }
  return conditions.length > 0 ? conditions.join(' and ') : undefined;
}

/** Whole seconds, which is what buckets start at, need no fraction. */
const timeNear = (time: number): string => (time % 1000 === 0 ? '__time__' : UNIX_TIME);
const seconds = (time: number): string => String(time / 1000);

function holds({ field, value }: Filter): string {
  const expressions = FIELD_EXPRESSIONS[field];
  if (value === '') return `${expressions[0]} is null`;
  // no status code is anything but a number
  const wanted = field === 'status' ? String(Number.parseInt(value, 10) || -1) : sqlText(value);
  const conditions = expressions.map(expression => `${expression} = ${wanted}`);
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(' or ')})`;
}

/** A query of a report within a scope: the log it reads holds only the events that the condition keeps. */
export function withinScope(query: string, condition: string | undefined): string {
  if (condition === undefined) return query;
  const pipe = query.indexOf('|');
  return `${query.slice(0, pipe + 1)} with log as (select * from log where ${condition})${query.slice(pipe + 1)}`;
}
