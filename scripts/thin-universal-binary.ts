const FAT_MAGIC = 0xcafebabe;
const CPU_TYPES: Readonly<Record<string, number>> = { x64: 0x01000007, arm64: 0x0100000c };
const HEADER_BYTES = 8;
const ARCHITECTURE_BYTES = 20;

/**
 * The part of a macOS universal binary that is for one processor, unchanged (its signature included); a binary that is
 * not universal is returned as it is. Layout: `fat_header` and `fat_arch` of Apple's mach-o/fat.h, big-endian.
 * Throws where the binary has no part for the processor.
 */
export function thinUniversalBinary(bytes: Buffer, processor: 'x64' | 'arm64'): Buffer {
  if (bytes.readUInt32BE(0) !== FAT_MAGIC) return bytes;
  const parts = bytes.readUInt32BE(4);
  for (let i = 0; i < parts; i++) {
    const at = HEADER_BYTES + i * ARCHITECTURE_BYTES;
    if (bytes.readUInt32BE(at) !== CPU_TYPES[processor]) continue;
    const offset = bytes.readUInt32BE(at + 8);
    return bytes.subarray(offset, offset + bytes.readUInt32BE(at + 12));
  }
  throw new Error(`the universal binary has no part for ${processor}`);
}
