import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, rowsOf } from './ask-query.ts';

const LISTS = [['8.8.8.8'], ['8.8.8.8', '10.0.0.1'], ['10.0.0.1'], ['10.0.0.1'], ['here'], ['2001:4860:4860::8888'], [], undefined];
const engine = await openHere([
  writeLog(
    jsonLines(
      LISTS.map((sourceIPs, i) =>
        event({
          auditID: `e${i}`,
          sourceIPs,
          userAgent: ['1.1.1.1', '8.8.8.8', '192.168.0.1', 'curl/8'][i % 4]!,
          verb: i < 4 ? 'get' : 'list',
        }),
      ),
    ),
  ),
]);
after(() => engine.close());

const FIRST = `json_extract_scalar(sourceIPs, '$[0]')`;

/** For an address that is made by a function nothing is joined: the same query tells what is right. */
const plainly = (query: string) => query.replaceAll(/(ip_to_\w+)\((\w+(?:\.\w+|\([^()]*\))?)/g, `$1(concat($2, '')`);

const QUERIES: Readonly<Record<string, string>> = {
  'in where': `select auditID from log where ip_to_domain(${FIRST}) = 'internet'`,
  'not in where': `select auditID from log where not ip_to_domain(${FIRST}) = 'internet'`,
  'unknown in where': `select auditID from log where ip_to_domain(${FIRST}) is null`,
  'several facts of one address': `select auditID, ip_to_domain(${FIRST}), ip_to_country(${FIRST}), ip_to_country_code(${FIRST}) from log`,
  'another field than the source address': `select auditID, ip_to_domain(userAgent), ip_to_country_code(userAgent) from log`,
  'grouped by the fact': `select ip_to_country_code(${FIRST}) as c, count(*) as n from log where ip_to_domain(${FIRST}) = 'internet' group by c`,
  'grouped by position': `select ip_to_domain(userAgent), count(*) as n from log group by 1`,
  'grouped by the same expression': `select ip_to_domain(userAgent), count(*) as n from log group by ip_to_domain(userAgent)`,
  'grouped by the address': `select userAgent, ip_to_domain(userAgent) as d, count(*) as n from log where ip_to_country_code(userAgent) = 'US' group by userAgent`,
  'a part of what is selected is grouped by': `select concat(ip_to_domain(userAgent), '!') as d, count(*) as n from log where ip_to_domain(userAgent) is not null group by ip_to_domain(userAgent)`,
  'in an aggregate': `select verb, count_if(ip_to_domain(${FIRST}) = 'internet') as n, max(ip_to_country(${FIRST})) as m from log group by verb`,
  'in an aggregate and beside it': `select userAgent, ip_to_domain(userAgent) as d, count_if(ip_to_domain(userAgent) = 'internet') as n from log group by userAgent`,
  'over everything': `select count_if(ip_to_domain(${FIRST}) = 'internet') as n, array_sort(array_agg(distinct ip_to_domain(userAgent))) as d from log`,
  'in having': `select userAgent, count(*) as n from log group by userAgent having ip_to_domain(userAgent) = 'internet'`,
  'in order by': `select userAgent, count(*) as n from log group by userAgent order by ip_to_domain(userAgent), userAgent limit 2`,
  'in grouping sets': `select ip_to_domain(userAgent) as d, verb, count(*) as n from log group by grouping sets ((d), (verb), ())`,
  'in a window': `select auditID, row_number() over (partition by ip_to_domain(userAgent) order by auditID) as n from log`,
  'in a window behind groups': `select userAgent, rank() over (order by ip_to_domain(userAgent)) as n from log group by userAgent`,
  distinct: `select distinct ip_to_domain(userAgent) as d from log`,
  'in try and in a lambda': `select auditID, try(ip_to_domain(userAgent)) as d, transform(array[verb], v -> ip_to_domain(userAgent)) as t from log`,
  'of the parameter of a lambda': `select auditID, transform(array[userAgent], v -> ip_to_domain(v)) as t from log`,
  'of a sub-query': `select ip, ip_to_domain(ip) as d, ip_to_country(ip) as c from (select userAgent as ip, count(*) as n from log group by userAgent) where ip_to_domain(ip) <> 'intranet'`,
  'of a common table': `with t as (select ${FIRST} as ip from log) select ip_to_domain(ip) as d, count(*) as n from t group by d`,
  'of a list': `select ip, ip_to_domain(ip) as d from (select array['8.8.8.8', '10.0.0.1', 'x'] as a), unnest(a) as t(ip)`,
  'in a sub-query about the query around': `select auditID from log where exists (select 1 from (select '1.1.1.1' as other) where ip_to_domain(userAgent) = ip_to_domain(other))`,
  'in a sub-query about itself': `select verb, (select count(*) from (select userAgent as ip, verb as v from log) where v = verb and ip_to_domain(ip) = 'internet') as n from (select distinct verb from log)`,
  'of both sides of a join': `select a.auditID from log a join log b on a.auditID = b.auditID where ip_to_domain(a.userAgent) = ip_to_domain(b.userAgent)`,
  'in another language': `select auditID, ip_to_country(userAgent, 'en') as c from log`,
};

for (const [name, query] of Object.entries(QUERIES))
  test(`what is known of addresses is the same wherever it is asked for: ${name}`, async () => {
    const other = plainly(query);
    assert.notEqual(other, query);
    const sorted = async (text: string) => (await rowsOf(engine, `* | ${text}`)).map(row => JSON.stringify(row)).sort();
    const rows = await sorted(query);
    assert.ok(rows.length > 0, query);
    assert.deepEqual(rows, await sorted(other), query);
  });

test('an address is in a network that is written, whatever the address', async () => {
  const addresses = ['10.0.0.0', '10.255.255.255', '11.0.0.0', '9.255.255.255', '100.64.0.1', '100.128.0.0', '255.255.255.255', '0.0.0.0'];
  const odd = ['::ffff:10.1.2.3', '::1', 'fe80::1', '010.0.0.1', '10.0.0', '10.0.0.256', '10.0.0.1 ', 'x', ''];
  for (const network of [
    '10.0.0.0/8',
    '10.1.2.3/8',
    '100.64.0.0/10',
    '0.0.0.0/0',
    '10.255.255.255/32',
    '10.255.128.0/17',
    '254.0.0.0/7',
    '100.64.0.0/24',
    '::/0',
    'fe80::/10',
  ]) {
    const list = [...addresses, ...odd].map(address => `'${address}'`).join(', ');
    const rows = await rowsOf(
      engine,
      `* | select ip, try(is_subnet_of('${network}', ip)) as a, try(is_subnet_of(concat('${network}', ''), ip)) as b from (select array[${list}, null] as l), unnest(l) as t(ip)`,
    );
    assert.equal(rows.length, addresses.length + odd.length + 1);
    assert.deepEqual(
      rows.map(([ip, a]) => [ip, a]),
      rows.map(([ip, , b]) => [ip, b]),
      network,
    );
    assert.ok(rows.some(([, a]) => a === true) && rows.some(([, a]) => a === null));
  }
});

test('what has nothing to look in gives NULL, or zero, and tells so', async () => {
  const query = `* | select userAgent, ip_to_city(userAgent) as c, ip_to_provider(userAgent) as p, security_check_ip(userAgent) as s, security_check_ip(cast(null as varchar)) as z from log where auditID = 'e1'`;
  const result = await ask(engine, query);
  assert.ok(result.kind === 'rows');
  assert.deepEqual(result.rows, [['8.8.8.8', null, null, 0, null]]);
  assert.equal(result.notes.filter(note => /city database|network database|security list of kind ip/.test(note)).length, 3);
});

test('the list of addresses is the same, however it is asked for', async () => {
  const rows = await rowsOf(
    engine,
    `* | select auditID, sourceIPs, json_array_length(sourceIPs) as n, case when json_array_length(sourceIPs) = 1 then json_format(json_array_get(sourceIPs, 0)) else sourceIPs end as ip from log order by auditID`,
  );
  assert.deepEqual(
    rows,
    LISTS.map((list, i) => {
      const text = list === undefined ? null : JSON.stringify(list);
      return [`e${i}`, text, list?.length ?? null, list?.length === 1 ? list[0]! : text];
    }),
  );
});

test('the table of addresses says what the functions say, which a lambda asks', async () => {
  for (const fact of ['ip_to_domain', 'ip_to_country', 'ip_to_country_code']) {
    const rows = await rowsOf(
      engine,
      `* | select ${fact}(${FIRST}) as a, transform(array[${FIRST}], ip -> ${fact}(ip)) as b from log order by auditID`,
    );
    assert.deepEqual(
      rows.map(([known]) => known),
      rows.map(([, asked]) => (asked as readonly unknown[])[0]),
    );
    assert.ok(rows.some(([known]) => known !== null));
  }
});
