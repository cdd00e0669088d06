import { createHash } from 'node:crypto';
import { type SqlFunction, sqlFunction } from './sql-function.ts';
import { xxhash64 } from './xxhash64.ts';

const hex = (value: bigint): string => BigInt.asUintN(64, value).toString(16).padStart(16, '0');

/** Bytes travel as hexadecimal text. */
export const BINARY_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_sha512', ['VARCHAR'], 'VARCHAR', bytes => createHash('sha512').update(Buffer.from(bytes, 'hex')).digest('hex')),
  sqlFunction('sls_xxhash64', ['VARCHAR'], 'VARCHAR', bytes => hex(xxhash64(Buffer.from(bytes, 'hex')))),
  sqlFunction('sls_to_big_endian', ['BIGINT'], 'VARCHAR', hex),
  sqlFunction('sls_from_big_endian', ['VARCHAR'], 'BIGINT', bytes => {
    if (bytes.length !== 16) throw new Error('from_big_endian_64 reads eight bytes.');
    return BigInt.asIntN(64, BigInt(`0x${bytes}`));
  }),
  sqlFunction('sls_from_utf8', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (bytes, replacement) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(bytes, 'hex')).replaceAll('\uFFFD', replacement),
  ),
];
