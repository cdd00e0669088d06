import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLogFile, offeredLogs } from '../../../client/query/offered-logs.ts';

test('logs are known by their names, live and rotated', () => {
  const names = [
    'audit.log',
    'audit.log.1',
    'audit.log.10.gz',
    'audit-2026-01-01T00-00-00.000.log.gz',
    'audit.jsonl',
    'kube-audit.log-20260101',
  ];
  assert.deepEqual(names.filter(isLogFile), names);
  assert.deepEqual(['audit.log.bak', 'audit.logic.ts', 'audit.log.md', 'audit.yaml', 'audit.log.1.txt'].filter(isLogFile), []);
});

test('a rotated log is offered as a whole, and its newest file by itself', () => {
  const parts = ['x/audit-2026-01-01T00-00-00.000.log.gz', 'x/audit.log.1', 'x/audit.log'];
  assert.deepEqual(offeredLogs([parts[2]!, 'y/audit.log', parts[0]!, parts[1]!]), [
    { newest: 'x/audit.log', files: parts },
    { newest: 'x/audit.log', files: ['x/audit.log'] },
    { newest: 'y/audit.log', files: ['y/audit.log'] },
  ]);
});
