import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fits, ROW_COUNT, suggestedChart, withX } from '../../../client/webview/query/chart-choice.ts';
import { chartData } from '../../../client/webview/query/chart-data.ts';
import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { ROWS } from './fake-engine.ts';

const result = (columns: Readonly<Record<string, string>>, ...rows: readonly (readonly QueryCell[])[]): QueryResult => ({
  ...ROWS,
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});
const inOrder = ({ rows }: QueryResult) => rows.map((_, i) => i);

test('times make a line, long names bars, short ones columns; without a number there is no chart', () => {
  const overTime = result({ t: 'varchar', verb: 'varchar', n: 'bigint' }, ['2026-01-01 08:00', 'get', 3], ['2026-01-01 09:00', 'get', 4]);
  assert.deepEqual(suggestedChart(overTime), { kind: 'line', x: 0, y: [2], series: 1 });
  for (const time of ['2026-01-01', '2026-01', '01-31', '01-31 08:05', '08:05', '2026-01-01T08:05:00Z'])
    assert.equal(suggestedChart(result({ t: 'varchar', n: 'bigint' }, [time, 1]))?.kind, 'line', time);
  for (const name of ['10.0.0.1', '12-345', '2026', 'pod-01-02'])
    assert.notEqual(suggestedChart(result({ t: 'varchar', n: 'bigint' }, [name, 1]))?.kind, 'line', name);
  assert.equal(suggestedChart(result({ user: 'varchar', n: 'bigint' }, ['system:anonymous', 1]))?.kind, 'bar');
  assert.deepEqual(suggestedChart(result({ n: 'bigint', verb: 'varchar' }, [1, 'get'])), { kind: 'column', x: 1, y: [0], series: null });
  assert.equal(suggestedChart(result({ verb: 'varchar' }, ['get'])), null);
  assert.equal(suggestedChart(result({ n: 'bigint', verb: 'varchar' })), null);
});

test('codes are names as long as there is something to count', () => {
  const codes = result({ code: 'bigint', n: 'bigint' }, [200, 7], [403, 1]);
  assert.deepEqual(suggestedChart(codes), { kind: 'column', x: 0, y: [1], series: null });
});

test('without a number to count rows are counted by what they share, the most frequent first; codes are never added up', () => {
  const rows = [
    ['a-1', 'get', 200],
    ['a-2', 'list', 405],
    ['a-3', 'list', 405],
    ['a-4', 'list', 403],
  ] as const;
  const requests = result({ auditID: 'varchar', verb: 'varchar', code: 'bigint' }, ...rows);
  const choice = suggestedChart(requests);
  assert.deepEqual(choice, { kind: 'column', x: 1, y: [ROW_COUNT], series: null });
  assert.ok(fits(choice!, requests));
  const { points, series } = chartData(requests, inOrder(requests), choice!);
  assert.deepEqual([points, series], [['list', 'get'], [{ name: 'number of rows', values: [3, 1] }]]);
  assert.equal(suggestedChart(result({ auditID: 'varchar' }, ['a-1'], ['a-2'])), null);
});

test('a code is known by its last word, and a duration is a number', () => {
  for (const name of ['responseStatus.code', 'statusCode', 'auditID', 'uid', 'port', '__time__', 'status_code'])
    assert.equal(suggestedChart(result({ verb: 'varchar', [name]: 'bigint' }, ['get', 7])), null, name);
  for (const name of ['avg_time', 'responseTime', 'deadline', 'support', 'paid'])
    assert.deepEqual(suggestedChart(result({ verb: 'varchar', [name]: 'bigint' }, ['get', 7]))?.y, [1], name);
});

test('time goes forward, however the rows are sorted', () => {
  const rows = [
    ['2026-01-01 09:00:00', 'get', 4],
    ['2026-01-01 08:00:00', 'list', 3],
  ] as const;
  const newestFirst = result({ t: 'varchar', verb: 'varchar', n: 'bigint' }, ...rows);
  const { points, series } = chartData(newestFirst, inOrder(newestFirst), { kind: 'line', x: 0, y: [2], series: 1 });
  assert.deepEqual(points, ['2026-01-01 08:00:00', '2026-01-01 09:00:00']);
  assert.deepEqual(
    series.map(s => s.values),
    [
      [null, 4],
      [3, null],
    ],
  );
});

test('times on an axis leave out what all of them lack', () => {
  const points = (...times: readonly string[]) => {
    const over = result({ t: 'timestamp', n: 'bigint' }, ...times.map(time => [time, 1]));
    return chartData(over, inOrder(over), { kind: 'line', x: 0, y: [1], series: null }).points;
  };
  assert.deepEqual(points('2026-01-01 08:00:00.000', '2026-01-01 09:00:00.000'), ['2026-01-01 08:00:00', '2026-01-01 09:00:00']);
  assert.deepEqual(points('2026-01-01 00:00:00.000', '2026-01-02 00:00:00.000'), ['2026-01-01', '2026-01-02']);
  assert.deepEqual(points('2026-01-01 08:00:00.000', '2026-01-01 08:00:00.500'), ['2026-01-01 08:00:00.000', '2026-01-01 08:00:00.500']);
});

test('a choice made for other columns does not fit these', () => {
  const { columns, rows } = ROWS;
  assert.ok(fits({ kind: 'bar', x: 0, y: [2], series: 1 }, ROWS));
  assert.ok(!fits({ kind: 'bar', x: 0, y: [0], series: null }, ROWS));
  assert.ok(!fits({ kind: 'bar', x: 0, y: [2], series: 3 }, ROWS));
  assert.ok(!fits({ kind: 'bar', x: 0, y: [], series: null }, { ...ROWS, columns, rows }));
});

test('a column that names the points is no series and no number any more', () => {
  assert.deepEqual(withX({ kind: 'line', x: 0, y: [2], series: 1 }, 1, ROWS), { kind: 'line', x: 1, y: [2], series: null });
  assert.deepEqual(withX({ kind: 'line', x: 0, y: [2], series: null }, 2, ROWS), { kind: 'line', x: 2, y: [1], series: null });
  assert.deepEqual(withX({ kind: 'bar', x: 0, y: [1, 2], series: null }, 1, ROWS).y, [2]);
});

test('rows with the same name are added up, in the order they are shown; NULL is a name of its own', () => {
  const data = chartData(ROWS, inOrder(ROWS), { kind: 'column', x: 0, y: [2], series: null });
  assert.deepEqual(data, {
    points: ['jane', 'ci-bot', 'NULL'],
    series: [{ name: 'requests', values: [1209, 9, 30] }],
    note: '',
  });
  assert.deepEqual(chartData(ROWS, [2, 0], { kind: 'column', x: 0, y: [2], series: null }).points, ['NULL', 'jane']);
});

test('the largest series keep their names, the others are one; gaps stay gaps', () => {
  const rows = Array.from({ length: 9 }, (_, i) => [i < 5 ? 'a' : 'b', `s${i}`, 100 - i] as const);
  const many = result({ x: 'varchar', s: 'varchar', n: 'bigint' }, ...rows);
  const { series, note } = chartData(many, inOrder(many), { kind: 'column', x: 0, y: [2], series: 1 });
  assert.deepEqual(
    series.map(s => s.name),
    ['s0', 's1', 's2', 's3', 's4', 'other'],
  );
  assert.deepEqual(series.at(-1), { name: 'other', values: [null, 95 + 94 + 93 + 92], rest: true });
  assert.deepEqual(series[0]!.values, [100, null]);
  assert.equal(note, '4 smaller series added up as “other”');
});

test('a pie has its five largest parts and the rest, without regard to series', () => {
  const rows = Array.from({ length: 8 }, (_, i) => [`p${i}`, 's', i] as const);
  const data = chartData(result({ x: 'varchar', s: 'varchar', n: 'bigint' }, ...rows), inOrder(result({}, ...rows)), {
    kind: 'pie',
    x: 0,
    y: [2],
    series: 1,
  });
  assert.deepEqual(data.points, ['p7', 'p6', 'p5', 'p4', 'p3', 'other']);
  assert.deepEqual(data.series, [{ name: 'n', values: [7, 6, 5, 4, 3, 3] }]);
});
