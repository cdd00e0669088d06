import type { QueryResult } from '../../../server/protocol/query.ts';
import { orderRows, type RowChoice } from './order-rows.ts';

let last: (RowChoice & { readonly result: QueryResult; readonly order: readonly number[] }) | undefined;

/** `orderRows`, kept until something of it changes: a page is drawn more often than its order. */
export function shownOrder(result: QueryResult, { search, filters, sort }: RowChoice): readonly number[] {
  if (last?.result !== result || last.search !== search || last.filters !== filters || last.sort !== sort) {
    last = { result, search, filters, sort, order: orderRows(result, { search, filters, sort }) };
  }
  return last.order;
}
