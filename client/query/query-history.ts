import type { RanQuery } from './query-session.ts';

/** A query that was run. */
export interface HistoryEntry extends RanQuery {
  /** Unix milliseconds. */
  readonly when: number;
}

const KEPT = 200;
/** Longer texts are generated ones, that nobody looks for in a list. */
const TEXT = 20_000;

/** The history with one more, the latest first; a query that is run again on the same log moves to the front. */
export function withQuery(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  if (entry.text.trim() === '' || entry.text.length > TEXT) return history;
  const others = history.filter(e => e.text.trim() !== entry.text.trim() || e.log !== entry.log);
  return [entry, ...others].slice(0, KEPT);
}

export const withoutQuery = (history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] =>
  history.filter(e => e.when !== entry.when || e.text !== entry.text);

/** The entries in a value that another version of the extension may have written. */
export const historyIn = (value: unknown): readonly HistoryEntry[] => (Array.isArray(value) ? value.filter(isEntry).slice(0, KEPT) : []);

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { text, log, rows, milliseconds, when } = value as Readonly<Record<string, unknown>>;
  return (
    typeof text === 'string' &&
    typeof log === 'string' &&
    [rows, milliseconds, when].every(n => typeof n === 'number' && Number.isFinite(n))
  );
}
