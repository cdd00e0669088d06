import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logName, logSets, orderLogFiles } from '../../../server/logs/order-log-files.ts';

const SETS: readonly (readonly string[])[] = [
  ['a/audit-2026-01-01T00-00-00.000.log.gz', 'a/audit-2026-01-01T05-30-00.000.log', 'a/audit-2026-01-02T00-00-00.000.log', 'a/audit.log'],
  ['b/audit.log.10.gz', 'b/audit.log.9.gz', 'b/audit.log.2', 'b/audit.log.1', 'b/audit.log'],
  ['c/kube.log-20260101.gz', 'c/kube.log-20260102', 'c/kube.log'],
  ['d/audit-20260101.log', 'd/audit-20260102.log', 'd/audit.log'],
];

test('files of a rotated set are read in the order they were written, however they are named', () => {
  for (const set of SETS)
    fc.assert(
      fc.property(fc.shuffledSubarray([...set]), files =>
        assert.deepEqual(
          orderLogFiles(files),
          set.filter(f => files.includes(f)),
        ),
      ),
    );
});

test('other files stay where they are; a set stands where its first file does', () => {
  assert.deepEqual(orderLogFiles(['z.log', 'a.log', '-', 'master-2/audit.log', 'master-1/audit.log']), [
    'z.log',
    'a.log',
    '-',
    'master-2/audit.log',
    'master-1/audit.log',
  ]);
  assert.deepEqual(orderLogFiles(['x.json', 'audit.log', 'y.json', 'audit.log.1']), ['x.json', 'audit.log.1', 'audit.log', 'y.json']);
});

test('the parts of one rotated log are one set, whatever rotated them; logs of other names and folders are sets of their own', () => {
  assert.deepEqual(
    logSets(['b/audit.log', 'a/audit.log', 'b/audit.log.1', 'a/other-audit.log', 'b/audit-2026-01-01T00-00-00.000.log.gz']),
    [['b/audit-2026-01-01T00-00-00.000.log.gz', 'b/audit.log.1', 'b/audit.log'], ['a/audit.log'], ['a/other-audit.log']],
  );
});

test('a log is named after the file that is written to, and says what else there is', () => {
  assert.equal(logName(['a/audit.log']), 'audit.log');
  assert.equal(logName(['a/audit.log.1', 'a/audit.log']), 'audit.log and 1 rotated part');
  assert.equal(logName(['a/audit.log.2', 'a/audit.log.1', 'a/audit.log']), 'audit.log and 2 rotated parts');
  assert.equal(logName(['a/audit.log', 'b/audit.log']), 'audit.log and 1 more');
});
