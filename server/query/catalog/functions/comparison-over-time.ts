import { functionsOf } from '../function-table.ts';

/** Section 5.14 of the reference. */
export const COMPARISON_FUNCTIONS = functionsOf('comparison over time', [
  {
    kind: 'aggregate',
    signatures: ['compare(x num, seconds bigint, […more bigint]) → array(double)'],
    meaning: 'The value now, the values that the same query gives so many seconds earlier, and the ratios to them.',
    note: 'x is a figure of a sub-query. Of the result use `diff[1]` (now), `diff[2]` (earlier), `diff[3]` (now / earlier).',
    only: 'local',
  },
  {
    kind: 'aggregate',
    signatures: ['ts_compare(x num, seconds bigint, […more bigint]) → array(double)'],
    meaning: 'Like `compare` for each time of a series; the Unix seconds of the earlier time come last.',
    note: 'Needs GROUP BY the time.',
    only: 'local',
  },
]);
