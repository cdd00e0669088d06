import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventSummaries } from '../../../server/cli/event-summary.ts';

const summaryOf = (event: unknown, ...more: string[]) =>
  eventSummaries(
    {
      columns: ['line', 'auditID', 'event', ...more].map(name => ({ name, type: name === 'line' ? 'bigint' : 'varchar' })),
      rows: [[3, 'id-1', event === null ? null : JSON.stringify(event), ...more]],
    },
    'Asia/Shanghai',
  );

test('an event reads as when, what, with which answer and by whom', () => {
  const { columns, rows } = summaryOf(
    {
      verb: 'delete',
      requestURI: '/api/v1/namespaces/shop/pods/cart-0/log',
      objectRef: { resource: 'pods', namespace: 'shop', name: 'cart-0', subresource: 'log' },
      responseStatus: { code: 405 },
      user: { username: 'jane' },
      requestReceivedTimestamp: '2026-01-01T00:00:00.000000Z',
      stageTimestamp: '2026-01-01T00:00:01.250000Z',
    },
    'file',
  );
  assert.deepEqual(
    columns.map(column => column.name),
    ['line', 'time', 'verb', 'object', 'code', 'user', 'auditID', 'file'],
  );
  assert.deepEqual(rows, [[3, '2026-01-01 08:00:01.250', 'delete', 'shop/pods/cart-0/log', 405, 'jane', 'id-1', 'file']]);
});

test('a request for no resource is its path, and what an event lacks is NULL', () => {
  assert.deepEqual(summaryOf({ verb: 'get', requestURI: '/readyz?verbose' }).rows, [[3, null, 'get', '/readyz', null, null, 'id-1']]);
  assert.deepEqual(summaryOf({ verb: 7, user: 'x', responseStatus: { code: '200' } }).rows, [[3, null, null, null, null, null, 'id-1']]);
  assert.deepEqual(summaryOf(null).rows, [[3, null, null, null, null, null, 'id-1']]);
});
