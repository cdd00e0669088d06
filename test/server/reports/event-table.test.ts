import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryResult } from '../../../server/protocol/query.ts';
import { eventTable } from '../../../server/reports/event-table.ts';
import { ROWS } from '../../client/query/fake-engine.ts';

const events = (...texts: readonly string[]): QueryResult => ({
  kind: 'events',
  columns: [
    { name: 'line', type: 'bigint' },
    { name: 'auditID', type: 'varchar' },
    { name: 'event', type: 'varchar' },
  ],
  rows: texts.map((text, i) => [i + 1, null, text]),
  eventRows: texts.map((_, i) => i),
  cut: false,
  milliseconds: 1,
  notes: [],
});

test('events become a table of what matters, in the zone, with their JSON at the end', () => {
  const full = JSON.stringify({
    verb: 'create',
    stageTimestamp: '2026-01-01T00:00:05.123456Z',
    user: { username: 'jane' },
    sourceIPs: ['10.0.0.1', '10.0.0.2'],
    objectRef: { resource: 'pods', subresource: 'exec', namespace: 'shop', name: 'app' },
    responseStatus: { code: 101 },
  });
  const path = JSON.stringify({ verb: 'get', requestURI: '/healthz', requestReceivedTimestamp: 'yesterday', user: null });
  const table = eventTable(events(full, path), 'Asia/Shanghai');
  assert.deepEqual(
    table.columns.map(c => c.name),
    ['time', 'verb', 'code', 'user', 'resource', 'namespace', 'name', 'address', 'line', 'event'],
  );
  assert.deepEqual(table.rows, [
    ['2026-01-01 08:00:05', 'create', 101, 'jane', 'pods/exec', 'shop', 'app', '10.0.0.1', 1, full],
    [null, 'get', null, null, '/healthz', null, null, null, 2, path],
  ]);
  assert.deepEqual(table.eventRows, [0, 1]);
});

test('an event of an old version, or one with a damaged time, has the time that it has in a query', () => {
  const texts = [
    { verb: 'get', timestamp: '2017-09-11T19:55:05Z' },
    { verb: 'get', stageTimestamp: 'soon', requestReceivedTimestamp: '2026-01-01T00:00:05Z' },
  ].map(event => JSON.stringify(event));
  const times = eventTable(events(...texts), 'UTC').rows.map(row => row[0]);
  assert.deepEqual(times, ['2017-09-11 19:55:05', '2026-01-01 00:00:05']);
});

test('of several files each event has its own', () => {
  const found = events('{"verb":"get"}');
  const several = {
    ...found,
    columns: [...found.columns, { name: 'file', type: 'varchar' as const }],
    rows: [[1, null, '{"verb":"get"}', 'b.log']],
  };
  const { columns, rows } = eventTable(several, 'UTC');
  assert.deepEqual(
    columns.slice(-3).map(c => c.name),
    ['line', 'file', 'event'],
  );
  assert.deepEqual(rows[0]?.slice(-3), [1, 'b.log', '{"verb":"get"}']);
});

test('text that is no event stays a row; other results stay as they are', () => {
  const [row] = eventTable(events('[{"verb":"get"}', '"x"', 'null'), 'UTC').rows;
  assert.deepEqual(row?.slice(-2), [1, '[{"verb":"get"}']);
  assert.ok(row?.slice(0, -2).every(cell => cell === null));
  assert.equal(eventTable(ROWS, 'UTC'), ROWS);
});
