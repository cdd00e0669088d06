import type { CallEmitter } from '../call-site.ts';
import { CannotCompile, literalInteger } from '../emission.ts';

const plain =
  (name: string): CallEmitter =>
  site =>
    site.aggregate(name, site.args());

/** The second argument counts rows. */
const counted =
  (name: string, least: number): CallEmitter =>
  site => {
    const offset = site.count > 1 ? literalInteger(site.node(1)) : undefined;
    if (offset !== undefined && offset < least)
      throw new CannotCompile(site.node(1).range, `The rows of ${name} are counted from ${least}.`);
    return site.aggregate(name, site.args());
  };

/** Functions that need OVER. Every aggregate is one too. */
export const WINDOWS: Readonly<Record<string, CallEmitter>> = {
  rank: plain('rank'),
  dense_rank: plain('dense_rank'),
  row_number: plain('row_number'),
  ntile: plain('ntile'),
  percent_rank: plain('percent_rank'),
  cume_dist: plain('cume_dist'),
  lag: counted('lag', 0),
  lead: counted('lead', 0),
  first_value: plain('first_value'),
  last_value: plain('last_value'),
  nth_value: counted('nth_value', 1),
};
