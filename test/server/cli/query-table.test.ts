import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableText } from '../../../server/cli/query-table.ts';
import type { QueryResult } from '../../../server/protocol/query.ts';

const events: Pick<QueryResult, 'columns' | 'rows' | 'kind' | 'cut'> = {
  kind: 'events',
  columns: [
    { name: 'line', type: 'bigint' },
    { name: 'event', type: 'varchar' },
  ],
  rows: [
    [7, 'x'.repeat(500)],
    [12, 'short'],
  ],
  cut: true,
};

test('in a terminal a row is one line: what is last is cut where the terminal ends', () => {
  const lines = tableText(events, 40).split('\n');
  assert.deepEqual(lines.slice(0, 4), ['line  event', `----  ${'-'.repeat(34)}`, `   7  ${'x'.repeat(33)}…`, '  12  short']);
});

test('elsewhere nothing is cut, and the line below a long text is short', () => {
  const lines = tableText(events).split('\n');
  assert.equal(lines[1], `----  ${'-'.repeat(60)}`);
  assert.equal(lines[2], `   7  ${'x'.repeat(500)}`);
  assert.equal(lines[5], '2 events, and there are more: see --limit');
});

test('a narrow terminal leaves the last text some room', () => {
  const [, , row] = tableText({ ...events, columns: events.columns.map(c => ({ ...c, name: 'a rather long name' })) }, 22).split('\n');
  assert.equal(row, `                 7  ${'x'.repeat(19)}…`);
});
