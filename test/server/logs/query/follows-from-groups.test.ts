import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { rowsOf } from './ask-query.ts';

const at = (minute: string) => `2026-01-01T08:${minute}:00.000000Z`;
const engine = await openHere([
  writeLog(
    jsonLines([
      event({ stageTimestamp: at('00'), sourceIPs: ['8.8.8.8'], requestObject: { a: 1 } }),
      event({ stageTimestamp: at('00'), sourceIPs: ['8.8.8.8'], requestObject: { a: 1 } }),
      event({ stageTimestamp: at('07'), sourceIPs: ['8.8.8.8', '10.0.0.1'], requestObject: { a: 2 } }),
    ]),
  ),
]);
after(() => engine.close());

/** What is selected follows from what is grouped by, though it is not written the same. */
const FOLLOWS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "select __time__ % 3600 as s, date_format(__time__, '%i') as m, count(*) as n from log group by __time__ order by s": [
    [0, '00', 2],
    [420, '07', 1],
  ],
  "select date_format(from_unixtime(__time__), '%i') as m, count(*) as n from log group by from_unixtime(__time__) order by m": [
    ['00', 2],
    ['07', 1],
  ],
  "select date_trunc('minute', __time__) as t, count(*) as n from log group by date_trunc('minute',__time__) having minute(date_trunc('minute', __time__)) > 0":
    [['2026-01-01 08:07:00.000', 1]],
  "select json_extract_scalar(sourceIPs, '$[0]') as ip, json_array_length(sourceIPs) as l, count(*) as n from log group by sourceIPs order by l":
    [
      ['8.8.8.8', 1, 2],
      ['8.8.8.8', 2, 1],
    ],
  "select json_extract_scalar(requestObject, '$.a') as a, count(*) as n from log group by requestObject order by a": [
    ['1', 2],
    ['2', 1],
  ],
  'select sourceIPs, max(json_array_length(sourceIPs)) as l from log group by sourceIPs order by json_array_length(sourceIPs) desc limit 1':
    [['["8.8.8.8","10.0.0.1"]', 2]],
  "select date_format(__time__, '%i') as m, verb, count(*) as n from log group by grouping sets ((m), (verb)) order by n, m": [
    ['07', null, 1],
    ['00', null, 2],
    [null, 'list', 3],
  ],
  "select case when json_array_length(sourceIPs) = 1 then json_format(json_array_get(sourceIPs, 0)) else sourceIPs end as ip, count(*) as n from log group by ip having n > 1 and ip_to_domain(ip) = 'internet'":
    [['8.8.8.8', 2]],
  "select ip_to_country_code(max(json_extract_scalar(sourceIPs, '$[0]'))) as c, ip_to_domain(max('10.0.0.1')) as d from log": [
    ['US', 'intranet'],
  ],
  "select ip_to_country_code(json_extract_scalar(sourceIPs, '$[0]')) as c, max(ip_to_domain(json_extract_scalar(sourceIPs, '$[0]'))) as d from log group by c":
    [['US', 'internet']],
};

for (const [query, rows] of Object.entries(FOLLOWS))
  test(`what follows from what is grouped by can be selected: ${query}`, async () => {
    assert.deepEqual(await rowsOf(engine, `* | ${query}`), rows);
  });
