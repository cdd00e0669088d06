import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../../../../scripts/new-folder.ts';
import { openKnowledge } from '../../../../server/logs/query/open-knowledge.ts';
import { readSecurityList } from '../../../../server/logs/query/security-list.ts';
import { COUNTRIES, writeLog } from '../open-fixture.ts';

test('lists: addresses and networks, domains with what is below them, whole URLs; comments and blank lines count for nothing', () => {
  const ip = readSecurityList('ip', writeLog('# bad\n192.0.2.0/24 # test\r\n\n2001:db8::1\n203.0.113.7'));
  assert.deepEqual(['192.0.2.9', '192.0.3.1', '2001:db8:0::1', '2001:db8::2', '203.0.113.7', '::ffff:1.2.3.4', 'x', ''].map(ip), [
    true,
    false,
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
  const domain = readSecurityList('domain', writeLog('Evil.example\n*.worse.example\n'));
  assert.deepEqual(['evil.example', 'www.EVIL.example.', 'notevil.example', 'example', 'a.worse.example', ''].map(domain), [
    true,
    true,
    false,
    false,
    true,
    false,
  ]);
  const url = readSecurityList('url', writeLog('http://a.example/x#frag\n'));
  assert.deepEqual(['http://a.example/x#frag', 'http://a.example/x'].map(url), [true, false]);
});

test('a list or a database that cannot be read is told, with what names it; all is as without it', () => {
  const setBy = { cities: '--city', networks: '--network', lists: '--list' };
  const [nowhere, wrong, right] = [join(newFolder(), 'none'), writeLog('1.2.3.4/33\n'), writeLog('192.0.2.1\n')];
  const files = { cities: writeLog('no database'), networks: nowhere, lists: { ip: [wrong, right], url: [nowhere] } };
  const { unreadable, lacks, known, constants } = openKnowledge({ countries: COUNTRIES, ...files, setBy });
  assert.deepEqual(
    unreadable.map(sentence => sentence.replace(/\S+\/(audit\.log|none)/, 'FILE')),
    [
      'The city database FILE cannot be read (it is no MaxMind database): functions that ask it answer as without it. The file is named by --city.',
      'The network database FILE cannot be read (there is no such file): functions that ask it answer as without it. The file is named by --network.',
      'The security list FILE cannot be read (an entry is no address or network: "1.2.3.4/33"): functions that ask it answer as without it. The file is named by --list.',
      'The security list FILE cannot be read (there is no such file): functions that ask it answer as without it. The file is named by --list.',
    ],
  );
  assert.deepEqual(
    [['sls_ip_to_city'], ['sls_ip_to_provider'], ['sls_security_check_ip'], ['sls_security_check_url']].map(lacks),
    unreadable.map(sentence => [sentence]),
  );
  assert.deepEqual([known.city, known.asn, known.listed?.('ip', '192.0.2.1')], [undefined, undefined, true]);
  assert.equal(constants.get('sls_security_check_url'), 'CAST(0 AS BIGINT)');
});

test('what is not set is said of the functions that ask for it, and only of those', () => {
  const { known, lacks } = openKnowledge({ countries: COUNTRIES, lists: { ip: [writeLog('192.0.2.0/24')] } });
  assert.equal(known.country?.('8.8.8.8'), 'US');
  assert.equal(known.listed?.('ip', '192.0.2.1'), true);
  assert.equal(known.listed?.('domain', 'x'), false);
  assert.deepEqual(lacks(['sls_ip_to_country_code', 'sls_security_check_ip', 'sls_url_encode']), []);
  assert.equal(lacks(['sls_ip_to_city', 'sls_ip_to_geo']).length, 1);
  assert.equal(lacks(['sls_ip_to_provider', 'sls_security_check_domain']).length, 2);
  const setBy = { cities: '--city', networks: '--network', lists: '--list' };
  assert.deepEqual(
    openKnowledge({ countries: COUNTRIES, setBy }).lacks(['sls_ip_to_city', 'sls_ip_to_provider', 'sls_security_check_url']),
    [
      'No city database is set: provinces, cities and coordinates are NULL. Name one in MaxMind format by --city.',
      'No network database is set: providers are NULL. Name one in MaxMind format by --network.',
      'No security list of kind url is set: security_check_url is 0 for everything. Name a text file with one URL a line by --list.',
    ],
  );
  assert.match(
    openKnowledge({ countries: `${COUNTRIES}.none` })
      .lacks(['sls_ip_to_country'])
      .join(),
    /country database is missing/,
  );
});
