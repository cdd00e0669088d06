import { typeText } from '../../catalog/sls-type.ts';
import type { CallEmitter } from '../call-site.ts';
import { emitAs } from '../coerced.ts';
import { emitComparison } from '../emit-comparison.ts';
import { emitTry } from '../emit-try.ts';
import { literal } from '../sql-text.ts';

/** NULL as soon as one of them is; DuckDB leaves NULL out. */
const extreme =
  (name: string): CallEmitter =>
  site => {
    const args = site.call.arguments.map(a => emitAs(site.e, a, site.result));
    return `CASE WHEN ${args.map(a => `${a} IS NOT NULL`).join(' AND ')} THEN ${name}(${args.join(', ')}) END`;
  };

export const CONDITIONS: Readonly<Record<string, CallEmitter>> = {
  if: site =>
    `CASE WHEN ${site.arg(0)} THEN ${emitAs(site.e, site.node(1), site.result)}${site.count > 2 ? ` ELSE ${emitAs(site.e, site.node(2), site.result)}` : ''} END`,
  coalesce: site => `coalesce(${site.call.arguments.map(a => emitAs(site.e, a, site.result)).join(', ')})`,
  nullif: site => `CASE WHEN ${emitComparison(site.e, '=', site.node(0), site.node(1))} THEN NULL ELSE ${site.arg(0)} END`,
  try: site => emitTry(site.e, site.node(0)),
  greatest: extreme('greatest'),
  least: extreme('least'),
  typeof: site => literal(typeText(site.type(0))),
};
