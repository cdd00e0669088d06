import type { QueryResult } from '../../../server/protocol/query.ts';
import { orderRows } from './order-rows.ts';
import type { ColumnSort } from './query-state.ts';

let last:
  | { readonly result: QueryResult; readonly search: string; readonly sort: ColumnSort | null; readonly order: readonly number[] }
  | undefined;

/** `orderRows`, kept until something of it changes: a page is drawn more often than its order. */
export function shownOrder(result: QueryResult, search: string, sort: ColumnSort | null): readonly number[] {
  if (last?.result !== result || last.search !== search || last.sort !== sort) {
    last = { result, search, sort, order: orderRows(result, search, sort) };
  }
  return last.order;
}
