import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { constants, createGunzip, type Gunzip } from 'node:zlib';
import { EngineError } from '../engine-error.ts';
import { readRange } from './read-range.ts';

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

interface Unpacking {
  readonly source: string;
  /** Bytes of the source to read, as at opening. */
  readonly size: number;
  readonly target: string;
  /** Most bytes to write. */
  readonly limit: number;
  /** Reports bytes read so far. */
  readonly onRead: (bytes: number) => void;
}

/**
 * Unpacks a gzip file (also of several members) into another. Returns whether the stream ended early or was damaged: what
 * came before is there. Throws `EngineError` where nothing could be unpacked or the limit is reached.
 */
export async function unpackGzip({ source, size, target, limit, onRead }: Unpacking): Promise<{ readonly truncated: boolean }> {
  const out = openSync(target, 'w', 0o600);
  let written = 0;
  const keep = (chunk: Buffer): boolean => {
    written += chunk.length;
    if (written > limit) return false;
    for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(writeSync(out, rest));
    return true;
  };
  let failed: NodeJS.ErrnoException | undefined;
  try {
    // a stream that ends early gives everything before its end only with this flush
    const gunzip = createGunzip({ chunkSize: 1 << 16, finishFlush: constants.Z_SYNC_FLUSH });
    failed = await pump(source, size, gunzip, keep, onRead);
  } finally {
    closeSync(out);
  }
  if (written > limit) throw new EngineError('unreadable', `unpacked it exceeds the ${Math.round(limit / 1e9)} GB the log engine may keep`);
  if (failed && !failed.code?.startsWith('Z_'))
    throw new EngineError('unreadable', `cannot be unpacked (${failed.code ?? failed.message})`);
  if (failed && written === 0) throw new EngineError('unreadable', 'looks like a gzip file, but nothing in it can be unpacked');
  if (failed) return { truncated: true };
  if (trailerLength(source, size) === written % 2 ** 32) return { truncated: false };
  // several members, or an early end: only a strict reading tells
  return { truncated: (await pump(source, size, createGunzip({ chunkSize: 1 << 18 }), () => true)) !== undefined };
}

/** Runs a file through gunzip; resolves to what went wrong. `onChunk` returns whether to go on. */
function pump(
  source: string,
  size: number,
  gunzip: Gunzip,
  onChunk: (chunk: Buffer) => boolean,
  onRead?: (bytes: number) => void,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise(resolve => {
    const input = createReadStream(source, { end: Math.max(0, size - 1), highWaterMark: 1 << 18 });
    let read = 0;
    const finish = (error?: NodeJS.ErrnoException) => {
      input.destroy();
      gunzip.destroy();
      resolve(error);
    };
    input.on('data', chunk => {
      read += chunk.length;
      onRead?.(read);
    });
    input.on('error', finish);
    gunzip.on('data', (chunk: Buffer) => {
      if (!onChunk(chunk)) finish();
    });
    gunzip.on('error', finish);
    gunzip.on('end', () => finish());
    input.pipe(gunzip);
  });
}

/** The length modulo 2^32 that the last member says it has. */
function trailerLength(source: string, size: number): number {
  const file = openSync(source, 'r');
  try {
    const trailer = readRange(file, Math.max(0, size - 4), size);
    return trailer.length === 4 ? trailer.readUInt32LE() : -1;
  } finally {
    closeSync(file);
  }
}
