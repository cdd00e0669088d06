import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridColumns } from '../../../client/webview/query/grid-columns.ts';
import { orderRows, type RowChoice } from '../../../client/webview/query/order-rows.ts';
import { withFilter } from '../../../client/webview/query/row-filter.ts';
import type { QueryResult } from '../../../server/protocol/query.ts';
import { ROWS } from './fake-engine.ts';

const order = (choice: Partial<RowChoice>, result: QueryResult = ROWS) =>
  orderRows(result, { search: '', filters: [], sort: null, ...choice });

test('a filter keeps the rows with exactly this value in its column; NULL and the empty text are values too', () => {
  const result = {
    ...ROWS,
    rows: [
      ['get', 200, 1200],
      ['widget', 403, 200],
      ['', 401, 30],
      [null, 200, 9],
    ],
  };
  const only = (column: number, value: string | null, exclude = false) => order({ filters: [{ column, value, exclude }] }, result);
  assert.deepEqual(only(0, 'get'), [0]);
  assert.deepEqual(only(0, ''), [2]);
  assert.deepEqual(only(0, null), [3]);
  assert.deepEqual(only(0, null, true), [0, 1, 2]);
  assert.deepEqual(only(2, '1200'), [0]);
  assert.deepEqual(only(1, '200'), [0, 3]);
});

test('a column shows one value that is asked for; hidden ones add up', () => {
  const jane = { column: 0, value: 'jane', exclude: false };
  const bot = { column: 0, value: 'ci-bot', exclude: false };
  const code = { column: 1, value: '403', exclude: true };
  const other = { column: 1, value: '401', exclude: true };
  assert.deepEqual(withFilter([jane], bot), [bot]);
  assert.deepEqual(withFilter([jane, code], other), [jane, code, other]);
  assert.deepEqual(withFilter([code, other], { ...code }), [other, code]);
  assert.deepEqual(withFilter([code], { ...code, exclude: false }), [{ ...code, exclude: false }]);
});

test('a figure is found as it is written in the table and as it is', () => {
  assert.deepEqual(order({ search: '1,200' }), [0]);
  assert.deepEqual(order({ search: '1200' }), [0]);
});

test('a column of figures is wide enough for the longest of them; a short text leaves the room to the right empty', () => {
  const rows = [...Array.from({ length: 300 }, () => ['a', 1, 1]), ['deletecollection', 1, 123_456_789]];
  const [text, , figure] = gridColumns({ ...ROWS, rows, total: rows.length, textsCut: false });
  assert.ok(figure!.min >= '123,456,789'.length * 7.3 + 16 && text!.max! >= 'deletecollection'.length * 7.3 + 16);
  const [long] = gridColumns({ ...ROWS, rows: [['x'.repeat(300), 1, 1]], total: 1, textsCut: false });
  assert.deepEqual([long!.max, long!.grow], [undefined, 300]);
});
