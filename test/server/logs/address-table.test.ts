import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainOf, openCountries } from '../../../server/logs/address-table.ts';
import { COUNTRIES } from './open-fixture.ts';

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

for (const [address, domain] of Object.entries(DOMAINS))
  test(`${address || 'empty text'} is ${domain ?? 'no address'}`, () => assert.equal(domainOf(address), domain));

test('countries come from the bundled database; without it there are none', () => {
  const countryOf = openCountries(COUNTRIES);
  assert.deepEqual(['8.8.8.8', '2001:4860:4860::8888', '203.0.113.7'].map(countryOf), ['US', 'US', null]);
  assert.equal(openCountries('/nowhere.mmdb')('8.8.8.8'), null);
});
