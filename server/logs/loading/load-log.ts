import { fstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DamagedLine } from '../../protocol/log.ts';
import type { EngineLimits } from '../../protocol/log-engine.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import type { EventPlace } from './event-lines.ts';
import { forEachLine } from './event-lines.ts';
import { CREATE_LINE, insertLines, repairLines } from './line-table.ts';
import { type LogFile, openLogFile, withoutOversized } from './log-file.ts';
import { readRange } from './read-range.ts';
import { EXPECTED } from './recognize-log.ts';
import { repairEvent } from './repair-event.ts';

/** A file with the rows that its events have in the table. */
export interface LoadedFile {
  readonly log: LogFile;
  readonly firstRow: number;
}

export interface LoadedLog {
  readonly files: readonly LoadedFile[];
  readonly skippedLines: number;
  /** The first of the skipped lines. */
  readonly damaged: readonly DamagedLine[];
}

interface Loading {
  readonly paths: readonly string[];
  readonly lane: Lane;
  readonly folder: string;
  readonly limits: EngineLimits;
  /** Reports bytes on disk that are done. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Most damaged lines that are listed. */
const MAX_DAMAGED = 1000;

/** The fast reader never takes less than this. */
const READER_MINIMUM = 32 << 20;

/** The fast reader takes lines up to twice this size; a log with larger ones goes the slow way, where the limit is exact. */
export const largestObject = (limits: EngineLimits): number => Math.max(READER_MINIMUM / 2, limits.maxEventBytes >> 1);

/** Whether a line of a file could be larger than an event may be, and the fast reader would take it nevertheless. */
const needsExactLimit = (log: LogFile, limits: EngineLimits): boolean =>
  log.direct && limits.maxEventBytes < READER_MINIMUM && log.size > limits.maxEventBytes;

/** Loads files into the table `line`, in order. Throws `EngineError` where a file cannot be read or none holds an event. */
export async function loadLog({ paths, lane, folder, limits, onProgress, signal }: Loading): Promise<LoadedLog> {
  for (const statement of CREATE_LINE.split(';\n')) await lane.query(statement);
  const files: LoadedFile[] = [];
  const damaged: DamagedLine[] = [];
  let skippedLines = 0;
  let done = 0;
  try {
    for (const [ordinal, path] of paths.entries()) {
      signal.throwIfAborted();
      const { maxEventBytes, maxTemporaryBytes } = limits;
      const onRead = (bytes: number) => onProgress(done + bytes / 2);
      const opened = await openLogFile({ path, folder, ordinal, maxEventBytes, maxTemporaryBytes, onRead });
      const firstRow = await countRows(lane);
      files.push({ log: opened, firstRow });
      const log = await insertFile(opened, ordinal);
      files[ordinal] = { log, firstRow };
      await dropLateRows(lane, { log, firstRow });
      const rejected = await repairFile(lane, { log, firstRow }, join(folder, `repaired-${ordinal}.json`), limits, signal);
      const reports = [...rejected.reports, ...log.oversized.map(place => tooLarge(place, maxEventBytes))].sort((a, b) => a.line - b.line);
      skippedLines += rejected.count + log.oversized.length;
      const file = paths.length > 1 ? { file: log.name } : {};
      for (const report of reports.slice(0, Math.max(0, MAX_DAMAGED - damaged.length))) damaged.push({ ...file, ...report });
      done += log.bytes;
      onProgress(done);
    }
  } catch (error) {
    for (const { log } of files) log.close();
    throw error;
  }
  const [[events]] = (await lane.query('SELECT count(*) FROM line WHERE is_event')).rows as [[number]];
  if (events === 0 && skippedLines > 0) {
    for (const { log } of files) log.close();
    const { line, reason } = damaged[0]!;
    throw new EngineError('not-a-log', `${files[0]!.log.name}: no audit log: found on line ${line + 1}: ${reason}; ${EXPECTED}`);
  }
  return { files, skippedLines, damaged };

  async function insertFile(opened: LogFile, ordinal: number): Promise<LogFile> {
    const log = needsExactLimit(opened, limits) ? withoutOversized(opened, folder, ordinal, limits.maxEventBytes) : opened;
    const timer = setInterval(() => onProgress(done + (log.bytes * Math.max(0, lane.progress())) / 100), 100);
    try {
      await lane.query(insertLines(log.lines, largestObject(limits)), [], signal);
      return log;
    } catch (error) {
      signal.throwIfAborted();
      // rarely, the fast reader stops at a line that is cut, though it is to pass over it
      const cut = /Malformed JSON/.test(String(error));
      if (!log.direct || !(cut || /maximum_object_size/.test(String(error))))
        throw new EngineError('failed', `${log.name}: ${engineWords(error)}`);
      const rest = withoutOversized(log, folder, ordinal, limits.maxEventBytes, cut);
      await lane.query(insertLines(rest.lines, cut ? largestObject(limits) : limits.maxEventBytes), [], signal);
      return rest;
    } finally {
      clearInterval(timer);
    }
  }
}

const countRows = async (lane: Lane): Promise<number> => (await lane.query('SELECT count(*) FROM line')).rows[0]![0] as number;

/** A file that grew since it was opened is read up to its size then: later rows belong to nobody (`is_event` is NULL). */
async function dropLateRows(lane: Lane, { log, firstRow }: LoadedFile): Promise<void> {
  if (!log.direct || fstatSync(log.file).size <= log.size) return;
  let count = 0;
  forEachLine(log.file, log.size, () => count++);
  await lane.query('UPDATE line SET is_event = NULL WHERE rowid >= ?', [firstRow + count]);
}

const tooLarge = (place: EventPlace, limit: number): DamagedLine => ({
  line: place.line,
  reason: `an event of ${megabytes(place.end - place.start)}; at most ${megabytes(limit)} are read`,
});

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What the database says, without the help text behind the first line. */
const engineWords = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;

/** Looks again at the rows of a file that are no events: repairs what can be, and tells why the others are none. */
async function repairFile(lane: Lane, { log, firstRow }: LoadedFile, target: string, limits: EngineLimits, signal: AbortSignal) {
  const { rows } = await lane.query('SELECT rowid FROM line WHERE NOT is_event AND rowid >= ? ORDER BY rowid', [firstRow], signal);
  const reports: DamagedLine[] = [];
  const repaired: string[] = [];
  let count = 0;
  let next = 0;
  const look = (ordinal: number, place: EventPlace) => {
    next++;
    const outcome = repairEvent(readRange(log.file, place.start, place.end), place.end >= log.size);
    if ('event' in outcome) repaired.push(JSON.stringify({ row: firstRow + ordinal, ...outcome.event }));
    else if ('reason' in outcome) {
      count++;
      if (reports.length < MAX_DAMAGED) reports.push({ line: place.line, reason: outcome.reason });
    }
  };
  const wanted = () => (next < rows.length ? (rows[next]![0] as number) - firstRow : -1);
  if (rows.length > 0 && log.direct)
    forEachLine(log.file, log.size, (ordinal, place) => {
      if (ordinal === wanted()) look(ordinal, place);
    });
  else for (let ordinal = wanted(); ordinal >= 0; ordinal = wanted()) look(ordinal, log.places.locate(ordinal)!);
  if (repaired.length > 0) {
    writeFileSync(target, repaired.map(line => `${line}\n`).join(''), { mode: 0o600 });
    await lane.query(repairLines(target, largestObject(limits)), [], signal);
  }
  return { count, reports };
}
