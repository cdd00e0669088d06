import { findCall } from '../check/sql/parts.ts';
import type { SelectItem } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';

/** Whether a window function stands in a select list; those of queries inside it do not count. */
export const hasWindow = (e: Emission, items: readonly SelectItem[]): boolean =>
  items.some(item => item.kind === 'item' && findCall(item.expression, call => e.analysed.calls.get(call) === 'window') !== undefined);
