import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { QueryCell } from '../../../../server/protocol/query.ts';
import { csvText } from '../../../../server/query/result/csv-text.ts';

const varchar = (...names: readonly string[]) => names.map(name => ({ name, type: 'varchar' }));

/** The cells of a CSV text, by the grammar of RFC 4180; undefined where nothing stands between the commas. */
function cellsOf(csv: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? (plain || undefined));
    if (end === '\r\n') rows.push([]);
  }
  assert.deepEqual(rows.pop(), []);
  return rows;
}

/** What the README says about reading a text back. */
const readBack = (text: string): string => (/^[\s'\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^'*[\t\r\n]/u.test(text) ? text.slice(1) : text);

const pieces = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  '\t',
  '\r',
  '\n',
  ' ',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u200b',
  '\0',
  "'",
  '"',
  ',',
  ';',
  '1',
  'a',
  '数',
  '😀',
  '|',
);
const hostile = fc.array(pieces, { maxLength: 6 }).map(parts => parts.join(''));

test('a text that begins like a formula gets a quote mark, others stay as they are', () => {
  for (const [text, cell] of [
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['\nx', `"'\nx"`],
    ['＝1', "'＝1"],
    ['＠x', "'＠x"],
    ['  =1', "'  =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['\u200b=1', "'\u200b=1"],
    ["'=1", "''=1"],
    ["''\t1", `"'''\t1"`],
    ['plain', 'plain'],
    ["'plain'", "'plain'"],
    ['a=1', 'a=1'],
    [' blank ', '" blank "'],
    ['a;=1', '"a;=1"'],
    ['a,b\n"c"', '"a,b\n""c"""'],
    ['', '""'],
    ['数据', '数据'],
  ] as const)
    assert.equal(csvText(varchar('x', 'y'), [[text, 1]]), `x,y\r\n${cell},1\r\n`);
});

test('numbers stay numbers, also those that are texts of a bigint; names of columns are texts', () => {
  const columns = [
    { name: '=cmd', type: 'bigint' },
    { name: '＝cmd', type: 'double' },
    { name: '', type: 'boolean' },
  ];
  const rows = [
    [-5, -0.5, true],
    ['-9223372036854775808', '-Infinity', null],
  ];
  assert.equal(csvText(columns, rows), "'=cmd,'＝cmd,\"\"\r\n-5,-0.5,true\r\n-9223372036854775808,'-Infinity,\r\n");
});

test('arrays, maps and rows are JSON, in which nothing begins like a formula', () => {
  assert.equal(csvText(varchar('a', 'b'), [[['=1', null], { '=k': '=v' }]]), 'a,b\r\n"[""=1"",null]","{""=k"":""=v""}"\r\n');
});

test('a row whose only cell is NULL is no empty line', () => {
  assert.equal(csvText(varchar('x'), [[null], ['a'], ['']]), 'x\r\n""\r\na\r\n""\r\n');
  assert.equal(
    csvText(varchar('x', 'y'), [
      [null, ''],
      [null, null],
    ]),
    'x,y\r\n,""\r\n,\r\n',
  );
});

test('whatever the texts are, no cell begins like a formula and all can be read back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, fc.option(hostile), fc.string({ unit: 'binary' })), { maxLength: 4 }), hostile, (rows, name) => {
      const [header, ...body] = cellsOf(csvText(varchar(name, 'b', 'c'), rows as QueryCell[][]));
      for (const cell of [...header!, ...body.flat()])
        assert.doesNotMatch(cell ?? '', /^[=+\-@＝＋－＠\t\r\n]|^[\s\p{Cc}\p{Cf}]+[=+\-@＝＋－＠]/u);
      const back = (cells: readonly (string | undefined)[]) => cells.map(cell => (cell === undefined ? null : readBack(cell)));
      assert.deepEqual(back(header!), [name, 'b', 'c']);
      assert.deepEqual(body.map(back), rows);
    }),
    { numRuns: 2000 },
  );
});
