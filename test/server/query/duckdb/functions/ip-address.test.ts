import assert from 'node:assert/strict';
import { BlockList, isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { cidrOf, domainOf, formatAddress, parseAddress, within } from '../../../../../server/query/duckdb/functions/ip-address.ts';

test('an address is one where Node says so', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.ipV6(),
        fc.string(),
        fc.constantFrom('1.2.3', '::', '::1', '1:2:3:4:5:6:7::', '::ffff:10.0.0.1', '1::2::3', '["10.0.0.1"]', '01.2.3.4'),
      ),
      text => {
        assert.equal(parseAddress(text) !== undefined, isIP(text) !== 0, text);
      },
    ),
  );
});

test('written and read again it is the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
      const parsed = parseAddress(text)!;
      assert.deepEqual(parseAddress(formatAddress(parsed.value, parsed.version)), parsed);
    }),
  );
  assert.equal(formatAddress(parseAddress('2001:0db8:0:0:1:0:0:1')!.value, 6), '2001:db8::1:0:0:1');
});

test('networks hold what a block list holds', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4(), (network, bits, address) => {
      const list = new BlockList();
      list.addSubnet(network, bits, 'ipv4');
      assert.equal(within(cidrOf(`${network}/${bits}`), parseAddress(address)!), list.check(address, 'ipv4'));
    }),
  );
  assert.throws(() => cidrOf('10.0.0.0'), /is no network/);
  assert.throws(() => cidrOf('10.0.0.0/33'), /is no network/);
});

const DOMAINS: Readonly<Record<string, string | undefined>> = {
  '10.0.0.8': 'intranet',
  '172.15.255.255': 'internet',
  '172.16.0.1': 'intranet',
  '172.32.0.1': 'internet',
  '192.168.1.1': 'intranet',
  '127.0.0.1': 'intranet',
  '169.254.169.254': 'intranet',
  '100.64.0.1': 'intranet',
  '100.128.0.1': 'internet',
  '203.0.113.7': 'internet',
  '::1': 'intranet',
  'fd00::1': 'intranet',
  'fe80::1': 'intranet',
  'fe80::1%eth0': 'intranet',
  '2001:db8::1': 'internet',
  '': undefined,
  '<self>': undefined,
  '10.0.0': undefined,
  '010.0.0.1': undefined,
  '["203.0.113.7"]': undefined,
  '1.2.3.4:80': undefined,
};

/** Private, loopback, link-local and carrier networks are the intranet. */
for (const [address, domain] of Object.entries(DOMAINS))
  test(`${address || 'empty text'} is ${domain ?? 'no address'}`, () => assert.equal(domainOf(address), domain));
