import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LogFormat } from '../../protocol/log.ts';
import { EngineError } from '../engine-error.ts';
import { type EventPlace, type EventPlaces, linePlaces } from './event-lines.ts';
import { flattenLog } from './flatten-log.ts';
import { readRange } from './read-range.ts';
import { EXPECTED, HEAD_BYTES, recognizeLog } from './recognize-log.ts';
import { isGzip, unpackGzip } from './unpack-gzip.ts';

/** One file of a log, ready to be loaded: unpacked, recognised, one event per line. */
export interface LogFile {
  readonly name: string;
  readonly format: LogFormat;
  readonly compression: 'none' | 'gzip';
  /** Size on disk at opening. */
  readonly bytes: number;
  /** JSON lines for the fast reader. */
  readonly lines: string;
  /** Where each of those lines stands in the (unpacked) file. */
  readonly places: EventPlaces;
  /** Larger than an event may be. */
  readonly oversized: readonly EventPlace[];
  readonly truncated: boolean;
  /** The (unpacked) file, open; the text of an event is read from it. */
  readonly file: number;
  /** Of the (unpacked) file; what was written later is not read. */
  readonly size: number;
  /** Lines of the fast reader are lines of the file itself. */
  readonly direct: boolean;
  close(): void;
}

interface Opening {
  readonly path: string;
  /** Where unpacked and flattened files go; names are made from `ordinal`. */
  readonly folder: string;
  readonly ordinal: number;
  readonly maxEventBytes: number;
  readonly maxTemporaryBytes: number;
  readonly onRead: (bytes: number) => void;
}

/** Opens a file of a log. Throws `EngineError` where it cannot be read or is no audit log. */
export async function openLogFile({ path, folder, ordinal, maxEventBytes, maxTemporaryBytes, onRead }: Opening): Promise<LogFile> {
  const name = basename(path);
  let file = openFile(path, name);
  try {
    const bytes = fstatSync(file).size;
    const compression = isGzip(readRange(file, 0, 2)) ? 'gzip' : 'none';
    let source = path;
    let truncated = false;
    if (compression === 'gzip') {
      source = join(folder, `unpacked-${ordinal}.json`);
      ({ truncated } = await unpackGzip({ source: path, size: bytes, target: source, limit: maxTemporaryBytes, onRead }));
      closeSync(file);
      file = openFile(source, name);
    }
    const size = fstatSync(file).size;
    const recognized = recognizeLog(readRange(file, 0, Math.min(size, HEAD_BYTES)), size <= HEAD_BYTES);
    if ('found' in recognized) throw new EngineError('not-a-log', `no audit log: found ${recognized.found}; ${EXPECTED}`);
    const known = { name, format: recognized.format, compression, bytes, file, size, close: () => closeSync(file) } as const;
    if (recognized.format === 'json-lines')
      return { ...known, lines: source, places: linePlaces(file, size), oversized: [], truncated, direct: true };
    const lines = join(folder, `flat-${ordinal}.json`);
    const flat = flattenLog({ file, size, lines: false, maxEventBytes, target: lines });
    return { ...known, lines, places: flat, oversized: flat.oversized, truncated: truncated || flat.unfinished, direct: false };
  } catch (error) {
    closeSync(file);
    throw error instanceof EngineError ? new EngineError(error.code, `${name}: ${error.message}`) : error;
  }
}

/** The same file without events that are too large for the reader, and with null for what is no JSON where that is asked for. */
export function withoutOversized(log: LogFile, folder: string, ordinal: number, maxEventBytes: number, onlyJson = false): LogFile {
  const lines = join(folder, `flat-${ordinal}.json`);
  const flat = flattenLog({ file: log.file, size: log.size, lines: true, maxEventBytes, onlyJson, target: lines });
  return { ...log, lines, places: flat, oversized: flat.oversized, direct: false };
}

function openFile(path: string, name: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const words = code === 'ENOENT' ? 'is not there' : code === 'EACCES' ? 'may not be read' : `cannot be read (${code})`;
    throw new EngineError('unreadable', `${name}: ${words}`);
  }
}
