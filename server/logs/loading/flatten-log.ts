import { closeSync, openSync, writeSync } from 'node:fs';
import type { EventPlace, EventPlaces } from './event-lines.ts';
import { forEachLine } from './event-lines.ts';
import { createSpanScanner } from './json-spans.ts';
import { createRangeReader, readBlocks } from './read-range.ts';

export interface FlatLog extends EventPlaces {
  /** Events that are too large: they have no line in the flat file. */
  readonly oversized: readonly EventPlace[];
  /** The brackets of the file are still open at its end. */
  readonly unfinished: boolean;
}

interface Flattened {
  readonly file: number;
  readonly size: number;
  /** One event per line already; only oversized ones are left out. */
  readonly lines: boolean;
  readonly maxEventBytes: number;
  /** What is no JSON is written as null. */
  readonly onlyJson?: boolean;
  /** Where to write. */
  readonly target: string;
}

const FLUSH = 1 << 20;
const NULL_LINE = Buffer.from('null\n');

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes the events of a file one per line, so that the fast reader can take them, and remembers where each of them stands.
 * Line ends inside an event become blanks: JSON allows none inside texts.
 */
export function flattenLog({ file, size, lines, maxEventBytes, onlyJson = false, target }: Flattened): FlatLog {
  const starts: number[] = [];
  const ends: number[] = [];
  const lineNumbers: number[] = [];
  const oversized: EventPlace[] = [];
  const take = (place: EventPlace) => {
    if (place.end - place.start > maxEventBytes) oversized.push({ start: place.start, end: place.end, line: place.line });
    else {
      starts.push(place.start);
      ends.push(place.end);
      lineNumbers.push(place.line);
    }
  };
  let unfinished = false;
  if (lines) forEachLine(file, size, (_, place) => take(place));
  else {
    const scanner = createSpanScanner(take);
    readBlocks(file, size, bytes => scanner.feed(bytes));
    unfinished = scanner.end();
  }
  const out = openSync(target, 'w', 0o600);
  try {
    const read = createRangeReader(file);
    let pending: Buffer[] = [];
    let pendingBytes = 0;
    const flush = () => {
      for (let bytes = Buffer.concat(pending); bytes.length > 0; ) bytes = bytes.subarray(writeSync(out, bytes));
      pending = [];
      pendingBytes = 0;
    };
    for (let i = 0; i < starts.length; i++) {
      const line = Buffer.allocUnsafe(ends[i]! - starts[i]! + 1);
      const length = read(starts[i]!, ends[i]!).copy(line);
      for (let at = line.indexOf(0x0a); at >= 0 && at < length; at = line.indexOf(0x0a, at + 1)) line[at] = 0x20;
      line[length] = 0x0a;
      const written = onlyJson && !isJson(line) ? NULL_LINE : line.subarray(0, length + 1);
      pending.push(written);
      pendingBytes += written.length;
      if (pendingBytes > FLUSH) flush();
    }
    flush();
  } finally {
    closeSync(out);
  }
  const locate = (ordinal: number) =>
    ordinal < starts.length ? { start: starts[ordinal]!, end: ends[ordinal]!, line: lineNumbers[ordinal]! } : undefined;
  return { locate, oversized, unfinished };
}
