import type { PanelResult, TimeBucket } from '../../protocol/log.ts';
import { VERB_CLASSES, type VerbClass, verbClass } from './verb-class.ts';

/** Counts over time, stacked by verb class; every class has a number for every bucket. */
export interface Trend {
  readonly buckets: readonly TimeBucket[];
  /** Classes without a request are left out. */
  readonly classes: readonly { readonly name: VerbClass; readonly values: readonly number[] }[];
  readonly totals: readonly number[];
}

/** The rows of a series panel (`time`, `verb`, `requests`) as a trend. */
export function trendOf(panel: PanelResult): Trend {
  const buckets = panel.buckets ?? [];
  const place = new Map(buckets.map((b, i) => [b.time, i]));
  const values = new Map<VerbClass, number[]>();
  const totals = new Array<number>(buckets.length).fill(0);
  for (const [time, verb, requests] of panel.rows) {
    const bucket = place.get(String(time));
    if (bucket === undefined) continue;
    const name = verbClass(verb === null || verb === undefined ? null : String(verb));
    const counts = values.get(name) ?? new Array<number>(buckets.length).fill(0);
    counts[bucket]! += Number(requests);
    totals[bucket]! += Number(requests);
    values.set(name, counts);
  }
  return { buckets, classes: VERB_CLASSES.flatMap(name => (values.has(name) ? [{ name, values: values.get(name)! }] : [])), totals };
}
