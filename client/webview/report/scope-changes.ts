import type { Filter, LogScope } from '../../../server/protocol/log.ts';

const same = (a: Filter, b: Filter) => a.field === b.field && a.value === b.value;

/** The scope with the condition; one that says the opposite of it about the same value gives way. */
export function withFilter(scope: LogScope, filter: Filter): LogScope {
  return { ...scope, filters: [...scope.filters.filter(f => !same(f, filter)), filter] };
}

export function withoutFilter(scope: LogScope, filter: Filter): LogScope {
  return { ...scope, filters: scope.filters.filter(f => !(same(f, filter) && Boolean(f.exclude) === Boolean(filter.exclude))) };
}

/** The scope between two times in Unix milliseconds, either open. */
export function withTimes(scope: LogScope, from: number | undefined, to: number | undefined): LogScope {
  const { from: _from, to: _to, ...rest } = scope;
  return { ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

export const hasFilter = (scope: LogScope, filter: Filter): boolean =>
  scope.filters.some(f => same(f, filter) && Boolean(f.exclude) === Boolean(filter.exclude));
