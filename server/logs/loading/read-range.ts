import { readSync } from 'node:fs';

const WINDOW = 4 << 20;

/** Reads `[start, end)` of an open file; shorter where the file ends before. */
export function readRange(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, end - start));
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(file, bytes, done, bytes.length - done, start + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

/** A reader for ranges that come in ascending order: it reads a window at a time. The bytes are valid until the next call. */
export function createRangeReader(file: number): (start: number, end: number) => Buffer {
  let from = 0;
  let window: Buffer = Buffer.alloc(0);
  return (start, end) => {
    if (start < from || end > from + window.length) {
      from = start;
      window = readRange(file, start, Math.max(end, start + WINDOW));
    }
    return window.subarray(start - from, end - from);
  };
}

/** Reads the first `size` bytes of an open file block by block; a block is valid until `onBlock` returns. */
export function readBlocks(file: number, size: number, onBlock: (bytes: Buffer, offset: number) => void): void {
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (let offset = 0; offset < size; ) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, size - offset), offset);
    if (read === 0) return;
    onBlock(buffer.subarray(0, read), offset);
    offset += read;
  }
}
