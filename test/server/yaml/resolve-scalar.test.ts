import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveScalar } from '../../../server/yaml/resolve-scalar.ts';

const cases: readonly [string, string, unknown][] = [
  ['yes', 'bool', true],
  ['Off', 'bool', false],
  ['y', 'bool', true],
  ['N', 'bool', false],
  ['yEs', 'str', 'yEs'],
  ['~', 'null', null],
  ['Null', 'null', null],
  ['1.10', 'float', 1.1],
  ['1e3', 'float', 1000],
  ['0x1F', 'int', 31],
  ['0o17', 'int', 15],
  ['017', 'int', 15],
  ['0b101', 'int', 5],
  ['1_000', 'int', 1000],
  ['089', 'float', 89],
  ['-12', 'int', -12],
  ['2020-01-01', 'timestamp', '2020-01-01'],
  ['2020-13-01', 'str', '2020-13-01'],
  ['1:30:00', 'str', '1:30:00'],
  ['.5', 'float', 0.5],
  ['1.2.3', 'str', '1.2.3'],
  ['-', 'str', '-'],
  ['<<', 'merge', '<<'],
  ['pods', 'str', 'pods'],
];

for (const [text, tag, value] of cases) {
  test(`${text} is ${tag}`, () => assert.deepEqual(resolveScalar(text), { tag, value }));
}
