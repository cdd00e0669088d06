import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonText } from '../../../client/webview/query/json-text.ts';
import { tsvText } from '../../../client/webview/query/tsv-text.ts';
import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';

const result = (rows: readonly (readonly QueryCell[])[]): QueryResult => ({
  kind: 'rows',
  columns: [
    { name: '=a', type: 'varchar' },
    { name: 'n', type: 'bigint' },
  ],
  rows,
  cut: false,
  milliseconds: 1,
  notes: [],
});

test('copied rows start no formula in a spreadsheet and stay in their cells', () => {
  const texts = ['=1', ' =1', '＝1', '"=1"', '"open', "'=1", 'a\tb\r\nc', '\t=1', '-x', '-1', '', 'plain', '数据'];
  assert.deepEqual(tsvText(result(texts.map(text => [text, -1])), [...texts.keys()]).split('\n'), [
    "'=a\tn",
    ...["'=1", "' =1", "'＝1", `'"=1"`, `'"open`, "''=1", 'a b c', "' =1", "'-x", "'-1", '', 'plain', '数据'].map(cell => `${cell}\t-1`),
  ]);
  assert.equal(tsvText(result([[null, '-9223372036854775808']]), [0]), "'=a\tn\n\t-9223372036854775808");
  assert.equal(tsvText(result([[['=1'], null]]), [0]), `'=a\tn\n["=1"]\t`);
});

test('rows are copied as JSON by their names, which may repeat', () => {
  const twice = { ...result([['a', 1]]), columns: ['n', 'N'].map(name => ({ name, type: 'varchar' })) };
  assert.deepEqual(JSON.parse(jsonText(twice, [0])), [{ n: 'a', N_2: 1 }]);
});
