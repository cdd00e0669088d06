import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCountries } from '../../../server/logs/address-table.ts';
import { COUNTRIES } from './open-fixture.ts';

test('countries come from the bundled database; without it there are none', () => {
  const countryOf = openCountries(COUNTRIES);
  assert.deepEqual(['8.8.8.8', '2001:4860:4860::8888', '203.0.113.7'].map(countryOf), ['US', 'US', null]);
  assert.equal(openCountries('/nowhere.mmdb')('8.8.8.8'), null);
});
