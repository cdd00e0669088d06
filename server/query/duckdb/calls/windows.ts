import type { CallEmitter } from '../call-site.ts';
import { CannotCompile, literalInteger } from '../emission.ts';
import { ofRows } from './same-arguments.ts';

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
  rank: ofRows('rank'),
  dense_rank: ofRows('dense_rank'),
  row_number: ofRows('row_number'),
  ntile: ofRows('ntile'),
  percent_rank: ofRows('percent_rank'),
  cume_dist: ofRows('cume_dist'),
  lag: counted('lag', 0),
  lead: counted('lead', 0),
  first_value: ofRows('first_value'),
  last_value: ofRows('last_value'),
  nth_value: counted('nth_value', 1),
};
