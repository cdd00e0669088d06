import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import type { ListKind } from '../../query/duckdb/functions/address-functions.ts';
import { withoutZone } from '../../query/duckdb/functions/ip-address.ts';
import { EngineError } from '../engine-error.ts';

/** Whether a value is on a list. */
export type Listed = (value: string) => boolean;

/**
 * Reads a list of one kind, one entry a line; what follows a # at the start or behind a blank is a comment. Addresses may be
 * networks (192.0.2.0/24); a domain lists what is below it, too. Throws `EngineError` where the file cannot be read or an address is none.
 */
export function readSecurityList(kind: ListKind, file: string): Listed {
  const entries = entriesOf(file);
  if (kind === 'ip') return listedAddress(file, entries);
  const known = new Set(entries.map(entry => (kind === 'domain' ? domainOf(entry) : entry)));
  if (kind === 'url') return value => known.has(value.trim());
  return value => {
    for (let name = domainOf(value); name !== ''; name = name.slice(name.indexOf('.') + 1)) {
      if (known.has(name)) return true;
      if (!name.includes('.')) return false;
    }
    return false;
  };
}

function entriesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EngineError('unreadable', `the security list ${file} cannot be read (${code === 'ENOENT' ? 'there is no such file' : code})`);
  }
  return text.split(/\r?\n/).flatMap(line => {
    const entry = line.replace(/(^|\s)#.*$/, '').trim();
    return entry === '' ? [] : [entry];
  });
}

const domainOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');

function listedAddress(file: string, entries: readonly string[]): Listed {
  const networks = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/', 2);
    const version = isIP(address);
    const width = version === 4 ? 32 : 128;
    const length = bits === undefined ? width : Number(bits);
    if (version === 0 || !/^\d*$/.test(bits ?? '') || length > width)
      throw new EngineError(
        'unreadable',
        `the security list ${file} cannot be read (an entry is no address or network: ${JSON.stringify(entry.slice(0, 60))})`,
      );
    networks.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
  return value => {
    const address = withoutZone(value.trim());
    const version = isIP(address);
    return version !== 0 && networks.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}
