import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { numberOf, shownText } from './cell-words.ts';
import { type ChartChoice, isTimeColumn, ROW_COUNT } from './chart-choice.ts';

export interface ChartSeries {
  readonly name: string;
  /** One per point; null where the result has no row for it. */
  readonly values: readonly (number | null)[];
  /** The smaller ones, added up. */
  readonly rest?: true;
}

/** A result as points and series, bounded to what can be told apart. */
export interface ChartData {
  readonly points: readonly string[];
  readonly series: readonly ChartSeries[];
  /** What was left out, in words; empty: nothing. */
  readonly note: string;
}

/** Series of their own; the others are added up. */
const SERIES = 5;
const OTHERS = 'other';
const POINTS: Readonly<Record<ChartChoice['kind'], number>> = { line: 2000, column: 200, bar: 50, pie: 5 };

/**
 * What a choice draws of the rows, in the order they are shown but for two: time goes forward, and names that are counted begin with
 * the most frequent one. Rows with the same point and series are added up.
 */
export function chartData(result: QueryResult, order: readonly number[], choice: ChartChoice): ChartData {
  const rows = order.map(i => result.rows[i]!);
  const collected =
    choice.series === null || choice.kind === 'pie' ? byColumns(result, rows, choice) : bySeries(rows, choice, choice.series);
  const { points, series, cut } = arranged(collected, result, choice);
  if (choice.kind === 'pie') return pieData(points, series);
  const most = POINTS[choice.kind];
  const notes = [
    ...(points.length > most ? [`the first ${most.toLocaleString('en-US')} of ${points.length.toLocaleString('en-US')} points`] : []),
    ...(cut > 0 ? [`${cut} smaller series added up as “${OTHERS}”`] : []),
  ];
  return { points: points.slice(0, most), series: series.map(s => ({ ...s, values: s.values.slice(0, most) })), note: notes.join(', ') };
}

interface Collected {
  readonly points: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly cut: number;
}

const COLLATION = new Intl.Collator('en', { numeric: true });

function arranged(collected: Collected, result: QueryResult, { x, y }: ChartChoice): Collected {
  const { points, series } = collected;
  const total = (at: number) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
  const compare = isTimeColumn(result, x)
    ? (a: number, b: number) => COLLATION.compare(points[a]!, points[b]!)
    : y[0] === ROW_COUNT
      ? (a: number, b: number) => total(b) - total(a)
      : null;
  if (!compare) return collected;
  const order = points.map((_, i) => i).sort(compare);
  return {
    ...collected,
    points: shortTimes(order.map(i => points[i]!)),
    series: series.map(s => ({ ...s, values: order.map(i => s.values[i] ?? null) })),
  };
}

/** Times without what all of them lack: fractions of a second, the time of a day. */
function shortTimes(points: readonly string[]): readonly string[] {
  const end = [' 00:00:00.000', '.000'].find(zeros => points.every(point => /^\d{4}-.*\.\d{3}$/.test(point) && point.endsWith(zeros)));
  return end === undefined ? points : points.map(point => point.slice(0, -end.length));
}

const measure = (row: readonly QueryCell[], y: number): number | null => (y === ROW_COUNT ? 1 : numberOf(row[y] ?? null));

const add = (before: number | null | undefined, value: number | null): number | null => {
  return value === null ? (before ?? null) : (before ?? 0) + value;
};

/** What a number is called: its column, or what is counted. */
export const measureName = ({ columns, kind }: QueryResult, y: number): string =>
  y === ROW_COUNT ? `number of ${kind}` : columns[y]!.name;

/** Every number column is a series. */
function byColumns(result: QueryResult, rows: readonly (readonly QueryCell[])[], { x, y }: ChartChoice): Collected {
  const places = new Map<string, number>();
  const values = y.map((): (number | null)[] => []);
  for (const row of rows) {
    const at = place(places, shownText(row[x] ?? null));
    y.forEach((column, i) => {
      values[i]![at] = add(values[i]![at], measure(row, column));
    });
  }
  return { points: [...places.keys()], series: y.map((column, i) => ({ name: measureName(result, column), values: values[i]! })), cut: 0 };
}

/** Every value of a column is a series; the largest keep their name. */
function bySeries(rows: readonly (readonly QueryCell[])[], { x, y }: ChartChoice, series: number): Collected {
  const places = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = shownText(row[series] ?? null);
    sums.set(name, (sums.get(name) ?? 0) + (measure(row, y[0]!) ?? 0));
  }
  const names = [...sums].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const named = new Set(names.length > SERIES + 1 ? names.slice(0, SERIES) : names);
  const all = new Map<string, (number | null)[]>([...named].map(name => [name, []]));
  const cut = names.length - named.size;
  const others: (number | null)[] = [];
  for (const row of rows) {
    const at = place(places, shownText(row[x] ?? null));
    const values = all.get(shownText(row[series] ?? null)) ?? others;
    values[at] = add(values[at], measure(row, y[0]!));
  }
  const points = [...places.keys()];
  const filled = (values: readonly (number | null)[]) => points.map((_, i) => values[i] ?? null);
  const parts = [...all].map(([name, values]) => ({ name, values: filled(values) }));
  return { points, series: cut > 0 ? [...parts, { name: OTHERS, values: filled(others), rest: true }] : parts, cut };
}

/** The five largest parts, and the rest as one. */
function pieData(points: readonly string[], series: readonly ChartSeries[]): ChartData {
  const sums = points.map((name, i) => ({ name, value: series.reduce((sum, s) => sum + Math.max(0, s.values[i] ?? 0), 0) }));
  const sorted = sums.filter(p => p.value > 0).sort((a, b) => b.value - a.value);
  const whole = sorted.length > POINTS.pie + 1 ? sorted.slice(0, POINTS.pie) : sorted;
  const rest = sorted.slice(whole.length);
  const parts = rest.length === 0 ? whole : [...whole, { name: OTHERS, value: rest.reduce((sum, p) => sum + p.value, 0) }];
  return {
    points: parts.map(p => p.name),
    series: [{ name: series[0]?.name ?? '', values: parts.map(p => p.value) }],
    note: rest.length > 0 ? `${rest.length} smaller parts added up as “${OTHERS}”` : '',
  };
}

function place(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}
