import { fstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineLimits } from '../../protocol/log-engine.ts';
import { literal } from '../../query/duckdb/sql-text.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import { flattenLog } from '../loading/flatten-log.ts';
import { type LoadedFile, type LoadedLog, largestObject } from '../loading/load-log.ts';
import type { LogFile } from '../loading/log-file.ts';
import { readRange } from '../loading/read-range.ts';
import { TEXT_TABLE } from './log-relation.ts';

interface LoadingText {
  readonly lane: Lane;
  readonly loaded: LoadedLog;
  readonly folder: string;
  readonly limits: EngineLimits;
  /** Reports bytes of the (unpacked) files that are done. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Loads the JSON text of every event into a table of its own, whose row numbers are those of `line`. Rows of what is no JSON are
 * NULL. Throws `EngineError` where a file is no longer the one that was opened; the table is gone then.
 */
export async function loadEventText(loading: LoadingText): Promise<void> {
  const { lane, loaded, signal } = loading;
  await lane.query(`CREATE OR REPLACE TABLE ${TEXT_TABLE} (text VARCHAR)`);
  try {
    const rows = await countRows(lane, 'line');
    let done = 0;
    for (const [ordinal, file] of loaded.files.entries()) {
      const end = loaded.files[ordinal + 1]?.firstRow ?? rows;
      await insertText(loading, file, end, ordinal, done);
      done += file.log.size;
      if ((await countRows(lane, TEXT_TABLE)) !== end) throw changed(file.log);
      await compareSample(lane, file, end, signal);
    }
    await repairText(lane, loaded, signal);
  } catch (error) {
    await lane.query(`DROP TABLE ${TEXT_TABLE}`);
    throw error;
  }
}

async function insertText(
  { lane, limits, folder, onProgress, signal }: LoadingText,
  { log, firstRow }: LoadedFile,
  end: number,
  ordinal: number,
  done: number,
) {
  const source = sourceOf(log, join(folder, `text-${ordinal}.json`));
  // a limit keeps the reader from using all processors
  const grown = log.direct && fstatSync(log.file).size > log.size;
  const insert = (largest: number) =>
    lane.query(
      `INSERT INTO ${TEXT_TABLE} SELECT CAST(json AS VARCHAR) FROM read_ndjson_objects(${literal(source)}, ignore_errors = true, compression = 'uncompressed', maximum_object_size = ${largest})${grown ? ` LIMIT ${end - firstRow}` : ''}`,
      [],
      signal,
    );
  const timer = setInterval(() => onProgress(done + (log.size * Math.max(0, lane.progress())) / 100), 100);
  try {
    await insert(largestObject(limits)).catch(error => {
      if (!/maximum_object_size/.test(String(error))) throw error;
      return insert(limits.maxEventBytes);
    });
  } finally {
    clearInterval(timer);
  }
}

/** The lines to read: of a log that was rotated away since, a copy of the file that is still open. */
function sourceOf(log: LogFile, target: string): string {
  if (!log.direct) return log.lines;
  const [opened, now] = [fstatSync(log.file), statSync(log.lines, { throwIfNoEntry: false })];
  if (now && now.ino === opened.ino && now.dev === opened.dev) return log.lines;
  flattenLog({ file: log.file, size: log.size, lines: true, maxEventBytes: Number.POSITIVE_INFINITY, target });
  return target;
}

const countRows = async (lane: Lane, table: string): Promise<number> =>
  Number((await lane.query(`SELECT count(*) FROM ${table}`)).rows[0]![0]);

const changed = (log: LogFile) => new EngineError('unreadable', `${log.name}: was changed since it was opened; open it again`);

/** Rows that are compared in each of so many places of a file. */
const SAMPLE = 50;
const PLACES = 8;

/** A file that was cut and written anew since has as many lines, perhaps, but not the same ones. */
async function compareSample(lane: Lane, { log, firstRow }: LoadedFile, end: number, signal: AbortSignal): Promise<void> {
  const step = Math.max(SAMPLE, Math.ceil((end - firstRow) / PLACES));
  for (let from = firstRow; from < end; from += step) {
    // the last rows of each part, so that those of the file are among them
    const to = Math.min(end, from + step);
    const among = (table: string) => `${table}.rowid >= ${Math.max(from, to - SAMPLE)} AND ${table}.rowid < ${to}`;
    const { rows } = await lane.query(
      `SELECT count(*) FROM line JOIN ${TEXT_TABLE} ON line.rowid = ${TEXT_TABLE}.rowid WHERE ${among('line')} AND ${among(TEXT_TABLE)} AND is_event AND text IS NOT NULL AND auditID IS DISTINCT FROM nullif(json_extract_string(text, '/auditID'), '')`,
      [],
      signal,
    );
    if (rows[0]![0] !== 0) throw changed(log);
  }
}

/** Events that only the tolerant reading could take have their text from it. */
async function repairText(lane: Lane, { files }: LoadedLog, signal: AbortSignal): Promise<void> {
  const { rows } = await lane.query(
    `SELECT line.rowid FROM line JOIN ${TEXT_TABLE} ON line.rowid = ${TEXT_TABLE}.rowid WHERE is_event AND text IS NULL ORDER BY ALL`,
    [],
    signal,
  );
  for (const [cell] of rows) {
    const row = Number(cell);
    const file = files.findLast(({ firstRow }) => firstRow <= row)!;
    const place = file.log.places.locate(row - file.firstRow);
    if (!place) throw changed(file.log);
    const text = readableText(readRange(file.log.file, place.start, place.end));
    await lane.query(`UPDATE ${TEXT_TABLE} SET text = $1 WHERE rowid = $2`, [text, row], signal);
  }
}

/** The JSON of an event without what the database refuses: bytes that are no UTF-8 and lone surrogates. */
export const readableText = (bytes: Uint8Array): string =>
  JSON.stringify(JSON.parse(new TextDecoder('utf-8').decode(bytes)), (_, value: unknown) => wellFormed(value));

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = Object.keys(value);
  if (!names.some(name => /\p{Surrogate}/u.test(name))) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.replace(/\p{Surrogate}/gu, '\ufffd'), inner]));
}
