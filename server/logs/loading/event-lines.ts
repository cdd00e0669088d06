import { isBlank } from './blank-byte.ts';
import { readBlocks, readRange } from './read-range.ts';

/** Where an event stands in its file. */
export interface EventPlace {
  /** Byte offsets; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Zero-based. */
  readonly line: number;
}

/** The events of one file by their ordinal among its non-blank lines (or, in other forms, among its values). */
export interface EventPlaces {
  /** `undefined` where the file has no such event (any more). */
  locate(ordinal: number): EventPlace | undefined;
}

/** An entry of the index for so many lines: between two entries lines are counted anew. */
const STEP = 32;

/**
 * Calls `onLine` for every line of the first `size` bytes that is not blank, with its ordinal among them; what is blank is
 * what DuckDB takes for it, so that ordinals are row numbers.
 */
export function forEachLine(file: number, size: number, onLine: (ordinal: number, place: EventPlace) => void): void {
  let ordinal = 0;
  let line = 0;
  let start = 0;
  let blank = true;
  const finish = (end: number) => {
    if (!blank) onLine(ordinal++, { start, end, line });
  };
  readBlocks(file, size, (bytes, offset) => {
    for (let at = 0; at < bytes.length; ) {
      const found = bytes.indexOf(0x0a, at);
      const end = found < 0 ? bytes.length : found;
      for (let i = at; blank && i < end; i++) blank = isBlank(bytes[i]!);
      if (found < 0) break;
      finish(offset + end);
      line++;
      start = offset + end + 1;
      blank = true;
      at = end + 1;
    }
  });
  finish(size);
}

/** Places of the events of a JSON lines file. The index is made at the first question: most logs are never asked. */
export function linePlaces(file: number, size: number): EventPlaces {
  let index: { readonly starts: readonly number[]; readonly lines: readonly number[] } | undefined;
  const build = () => {
    const starts: number[] = [];
    const lines: number[] = [];
    forEachLine(file, size, (ordinal, place) => {
      if (ordinal % STEP !== 0) return;
      starts.push(place.start);
      lines.push(place.line);
    });
    return { starts, lines };
  };
  /** The places of the entry that was asked for last: who lists events asks for its neighbours. */
  let last: { readonly entry: number; readonly places: readonly EventPlace[] } | undefined;
  return {
    locate(ordinal) {
      index ??= build();
      const entry = Math.floor(ordinal / STEP);
      const from = index.starts[entry];
      if (from === undefined) return undefined;
      if (last?.entry !== entry) last = { entry, places: placesIn(file, from, index.starts[entry + 1] ?? size, index.lines[entry]!) };
      return last.places[ordinal % STEP];
    },
  };
}

/** The lines between two offsets that are not blank. */
function placesIn(file: number, from: number, to: number, firstLine: number): EventPlace[] {
  const bytes = readRange(file, from, to);
  const places: EventPlace[] = [];
  let line = firstLine;
  for (let at = 0; at < bytes.length; line++) {
    const found = bytes.indexOf(0x0a, at);
    const end = found < 0 ? bytes.length : found;
    if (!bytes.subarray(at, end).every(isBlank)) places.push({ start: from + at, end: from + end, line });
    at = end + 1;
  }
  return places;
}
