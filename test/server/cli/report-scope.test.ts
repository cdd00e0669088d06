import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportScope } from '../../../server/cli/report-scope.ts';

test('parameters become filters and a time range', () => {
  const { scope, parameters } = reportScope(
    ['namespace=shop', 'namespace=', 'status=403', 'user=a=b', 'from=2026-01-01T08:00:00+08:00', 'to=1767225601.5'],
    'asia/shanghai',
  );
  assert.deepEqual(scope, {
    filters: [
      { field: 'namespace', value: 'shop' },
      { field: 'namespace', value: '' },
      { field: 'status', value: '403' },
      { field: 'user', value: 'a=b' },
    ],
    from: Date.UTC(2026, 0, 1),
    to: Date.UTC(2026, 0, 1) + 1500,
    timeZone: 'Asia/Shanghai',
  });
  assert.deepEqual(parameters.namespace, ['shop', '']);
});

const WRONG: readonly (readonly [readonly string[], string | undefined, RegExp])[] = [
  [['verb=get'], undefined, /one of namespace, user, status, from, to/],
  [['namespace'], undefined, /write NAME=VALUE/],
  [['verb\u001b[2J'], undefined, /--param verb\\u001b\[2J: write/],
  [['status=4xx'], undefined, /write a status code such as 403/],
  [['from=yesterday'], undefined, /write RFC 3339 such as .* or Unix seconds/],
  [['from=2026-01-01'], undefined, /write RFC 3339/],
  [['from=2026-13-01T00:00:00Z'], undefined, /write RFC 3339/],
  [['from=5', 'from=6'], undefined, /given twice/],
  [['from=6', 'to=5'], undefined, /from must be before to/],
  [[], 'Mars/Olympus', /zone of the IANA database such as UTC/],
];

for (const [params, zone, message] of WRONG)
  test(`${[...params, zone ?? ''].join(' ')} says what would be right`, () => assert.throws(() => reportScope(params, zone), message));
