import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thinUniversalBinary } from '../../scripts/thin-universal-binary.ts';

/** A universal binary as Apple lays it out: big-endian header, one entry per processor, the parts behind. */
function universal(parts: readonly { readonly cpu: number; readonly text: string }[]): Buffer {
  const header = Buffer.alloc(8 + 20 * parts.length);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(parts.length, 4);
  let offset = header.length;
  parts.forEach(({ cpu, text }, i) => {
    header.writeUInt32BE(cpu, 8 + 20 * i);
    header.writeUInt32BE(offset, 16 + 20 * i);
    header.writeUInt32BE(text.length, 20 + 20 * i);
    offset += text.length;
  });
  return Buffer.concat([header, ...parts.map(p => Buffer.from(p.text))]);
}

const INTEL = 0x01000007;
const ARM = 0x0100000c;

test('the part of one processor is taken whole', () => {
  const binary = universal([
    { cpu: INTEL, text: 'for intel' },
    { cpu: ARM, text: 'for arm, longer' },
  ]);
  assert.equal(thinUniversalBinary(binary, 'x64').toString(), 'for intel');
  assert.equal(thinUniversalBinary(binary, 'arm64').toString(), 'for arm, longer');
});

test('a binary for one processor stays as it is', () => {
  const thin = Buffer.from('cffaedfe0c000001', 'hex');
  assert.equal(thinUniversalBinary(thin, 'arm64'), thin);
});

test('a missing processor is told', () => {
  assert.throws(() => thinUniversalBinary(universal([{ cpu: INTEL, text: 'x' }]), 'arm64'), /no part for arm64/);
});
