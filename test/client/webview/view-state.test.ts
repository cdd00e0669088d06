import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventPages, PAGE_ROWS } from '../../../client/webview/report/event-pages.ts';
import { withFilter, withoutFilter, withTimes } from '../../../client/webview/report/scope-changes.ts';
import { sortedRows } from '../../../client/webview/report/sorted-rows.ts';
import { moveCursor } from '../../../client/webview/shared/grid-cursor.ts';
import { readEvent, summarize } from '../../../client/webview/shared/inspected-event.ts';
import type { EventPage } from '../../../server/protocol/log.ts';

const SCOPE = { filters: [], timeZone: 'UTC' };

test('including a value ends its exclusion, and the other way round', () => {
  const excluded = withFilter(SCOPE, { field: 'user', value: 'alice', exclude: true });
  const included = withFilter(excluded, { field: 'user', value: 'alice' });
  assert.deepEqual(included.filters, [{ field: 'user', value: 'alice' }]);
  assert.deepEqual(withFilter(included, { field: 'user', value: 'alice' }).filters.length, 1);
  assert.deepEqual(withoutFilter(included, { field: 'user', value: 'alice', exclude: true }).filters.length, 1);
  assert.deepEqual(withoutFilter(included, { field: 'user', value: 'alice' }).filters, []);
  assert.deepEqual(withTimes(withTimes(SCOPE, 1, 2), undefined, 3), { ...SCOPE, to: 3 });
});

test('lists sort by numbers as numbers, keep equal rows in order, and put empty cells last', () => {
  const result = {
    id: 'x',
    query: '* | select 1',
    columns: [
      { name: 'code', type: 'bigint' },
      { name: 'user', type: 'varchar' },
    ],
    rows: [
      [200, 'b'],
      [null, 'a'],
      [1000, 'b'],
      [30, null],
    ],
  };
  assert.deepEqual(sortedRows(result, null), [0, 1, 2, 3]);
  assert.deepEqual(sortedRows(result, { column: 'code', descending: false }), [3, 0, 2, 1]);
  assert.deepEqual(sortedRows(result, { column: 'code', descending: true }), [2, 0, 3, 1]);
  assert.deepEqual(sortedRows(result, { column: 'user', descending: true }), [0, 2, 1, 3]);
});

test('arrow keys stay inside the table', () => {
  const size = { rows: 10, columns: 3, pageRows: 4 };
  assert.deepEqual(moveCursor({ row: 0, column: 0 }, 'ArrowUp', size), { row: 0, column: 0 });
  assert.deepEqual(moveCursor({ row: 8, column: 2 }, 'PageDown', size), { row: 9, column: 2 });
  assert.deepEqual(moveCursor({ row: 8, column: 2 }, 'ArrowRight', size), { row: 8, column: 2 });
  assert.deepEqual(moveCursor({ row: 8, column: 2 }, 'Home', size), { row: 0, column: 2 });
  assert.equal(moveCursor({ row: 8, column: 2 }, 'a', size), null);
});

test('an event says who did what, from where and why it was allowed', () => {
  const summary = summarize({
    verb: 'create',
    user: { username: 'alice', groups: ['ops', ''] },
    objectRef: { resource: 'pods', subresource: 'exec', name: 'web-0', namespace: 'shop' },
    sourceIPs: ['203.0.113.7'],
    responseStatus: { code: 403, message: 'no' },
    annotations: { 'authorization.k8s.io/decision': 'forbid', 'authorization.k8s.io/reason': '' },
  });
  assert.equal(summary.title, 'create pods/exec web-0');
  assert.equal(summary.status, 403);
  assert.deepEqual(summary.object, [
    { field: 'namespace', value: 'shop' },
    { field: 'resource', value: 'pods' },
    { field: 'name', value: 'web-0' },
  ]);
  assert.deepEqual(summary.user, [{ field: 'user', value: 'alice' }]);
  assert.deepEqual(Object.fromEntries(summary.facts.map(f => [f.name, f.value])), {
    namespace: 'shop',
    user: 'alice',
    groups: 'ops, ""',
    from: '203.0.113.7',
    decision: 'forbid',
    message: 'no',
  });
});

test('an event of any shape is shown, not trusted', () => {
  for (const text of [
    'null',
    '[]',
    '"x"',
    '{"user":7,"objectRef":[1],"__proto__":{"verb":"get"}}',
    `${'['.repeat(9000)}${']'.repeat(9000)}`,
  ]) {
    const known = readEvent({ row: 0, line: 0, text, cut: false });
    assert.ok('value' in known && known.summary.title === '', text.slice(0, 60));
  }
  assert.ok('unreadable' in readEvent({ row: 0, line: 0, text: '{', cut: false }));
  assert.ok('unreadable' in readEvent({ row: 0, line: 0, text: '{}', cut: true }));
});

test('the event list loads the pages that are looked at, once, and gives up the others', async () => {
  const asked: number[] = [];
  const given: AbortSignal[] = [];
  let answer: ((page: EventPage) => void) | undefined;
  const pages = new EventPages(
    (offset, _limit, signal) => {
      asked.push(offset);
      given.push(signal);
      return new Promise(resolve => {
        answer = resolve;
      });
    },
    () => undefined,
  );
  pages.want(0, 40);
  pages.want(10, 60);
  assert.deepEqual(asked, [0]);
  pages.want(100_000, 100_040);
  assert.deepEqual(asked, [0, 100_000]);
  assert.equal(given[0]?.aborted, true);
  answer?.({ total: 500_000, offset: 100_000, rows: Array.from({ length: PAGE_ROWS }, (_, i) => ({ row: 7_000_000 + i }) as never) });
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(pages.total, 500_000);
  assert.equal(pages.row(100_003)?.row, 7_000_003);
  assert.equal(pages.indexOf(7_000_003), 100_003);
  assert.equal(pages.row(0), undefined);
  pages.want(100_000, 100_040);
  assert.equal(asked.length, 2);
});
