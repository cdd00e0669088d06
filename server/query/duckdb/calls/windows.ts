import type { CallEmitter } from '../call-site.ts';

const plain =
  (name: string): CallEmitter =>
  site =>
    site.aggregate(name, site.args());

/** Functions that need OVER. Every aggregate is one too. */
export const WINDOWS: Readonly<Record<string, CallEmitter>> = {
  rank: plain('rank'),
  dense_rank: plain('dense_rank'),
  row_number: plain('row_number'),
  ntile: plain('ntile'),
  percent_rank: plain('percent_rank'),
  cume_dist: plain('cume_dist'),
  lag: plain('lag'),
  lead: plain('lead'),
  first_value: plain('first_value'),
  last_value: plain('last_value'),
  nth_value: plain('nth_value'),
};
