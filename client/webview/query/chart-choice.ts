import type { QueryResult } from '../../../server/protocol/query.ts';
import { isNoAmount, isNumberColumn, plainText } from './cell-words.ts';

export const CHART_KINDS = ['line', 'column', 'bar', 'pie'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Stands for a column of numbers: how many rows there are. */
export const ROW_COUNT = -1;

/** What of a result is drawn. Columns by their place. */
export interface ChartChoice {
  readonly kind: ChartKind;
  /** Names the points. */
  readonly x: number;
  /** The numbers, or `ROW_COUNT`; more than one draws each as a series. */
  readonly y: readonly number[];
  /** Its values are series of their own; null: none. */
  readonly series: number | null;
}

export const numberColumns = ({ columns }: QueryResult): readonly number[] => columns.flatMap((c, i) => (isNumberColumn(c) ? [i] : []));

/** What fits the columns: a line over time, bars over names, rows counted where no column counts; null where nothing can be drawn. */
export function suggestedChart(result: QueryResult): ChartChoice | null {
  const all = result.columns.map((_, i) => i);
  const time = all.find(i => isTimeColumn(result, i));
  const numbers = numberColumns(result).filter(i => i !== time && !isNoAmount(result.columns[i]!.name));
  const names = all.filter(i => i !== time && !numbers.includes(i));
  if (result.rows.length === 0 || all.length === 0) return null;
  if (numbers.length === 0) return countedChart(result, names);
  const x = time ?? names[0] ?? numbers[0]!;
  const y = numbers.filter(i => i !== x);
  if (y.length === 0) return null;
  const series = names.find(i => i !== x) ?? null;
  const kind = time !== undefined ? 'line' : longNames(result, x) ? 'bar' : 'column';
  return { kind, x, y: series === null ? y.slice(0, 4) : [y[0]!], series };
}

/** Rows by a name that several of them share, as that of a user; of what is all the same or all different there is nothing to compare. */
function countedChart(result: QueryResult, names: readonly number[]): ChartChoice | null {
  const x = names.find(i => {
    const { size } = new Set(result.rows.map(row => plainText(row[i] ?? null)));
    return size > 1 && size <= result.rows.length / 2;
  });
  return x === undefined ? null : { kind: longNames(result, x) ? 'bar' : 'column', x, y: [ROW_COUNT], series: null };
}

/** Whether names would not stand side by side under columns. */
const longNames = ({ rows }: QueryResult, index: number): boolean =>
  rows.length > 8 || rows.some(row => plainText(row[index] ?? null).length > 10);

/** A choice made for other columns is none for these. */
export const fits = (choice: ChartChoice, result: QueryResult): boolean =>
  [choice.x, ...choice.y, ...(choice.series === null ? [] : [choice.series])].every(i => i < result.columns.length) &&
  choice.y.length > 0 &&
  choice.y.every(i => i === ROW_COUNT || numberColumns(result).includes(i));

/** The choice with another column that names the points; what it was before, a series or a number, it is no more. */
export function withX(choice: ChartChoice, x: number, result: QueryResult): ChartChoice {
  const y = choice.y.filter(i => i !== x);
  const other = numberColumns(result).find(i => i !== x && i !== choice.series);
  return {
    ...choice,
    x,
    y: y.length > 0 ? y : [other ?? ROW_COUNT],
    series: choice.series === x ? null : choice.series,
  };
}

/** Whether a column holds times: by its type, or because its values read like some. */
export function isTimeColumn({ columns, rows }: QueryResult, index: number): boolean {
  const column = columns[index]!;
  if (/^(timestamp|date|time)/.test(column.type)) return true;
  const sample = rows.slice(0, 20).map(row => row[index] ?? null);
  const texts = sample.flatMap(cell => (cell === null ? [] : [plainText(cell)]));
  if (texts.length === 0) return false;
  if (column.type === 'bigint') return /time|^t$|^dt$/i.test(column.name) && texts.every(t => /^1[0-9]{9}$/.test(t));
  return texts.every(t => /^((\d{4}-)?\d\d-\d\d([ T]\d\d:\d\d.*)?|\d{4}-\d\d|\d\d:\d\d(:\d\d)?)$/.test(t));
}
