import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { OpenLogs } from '../../../client/logs/log-document.ts';
import { LogSession } from '../../../client/logs/log-session.ts';
import { openedLog } from '../../../client/logs/opened-log.ts';
import { FakeLog } from '../fake-log.ts';

const uri = (path: string): vscode.Uri => ({ path, toString: () => `file://${path}` }) as vscode.Uri;
const A = uri('/a.log');
const B = uri('/b.log');
const fakeLog = () => new FakeLog([{ auditID: 'a', verb: 'get', stageTimestamp: '2026-01-01T00:00:00Z' }], { name: 'a.log' });
const noProgress = () => undefined;
const waiting = () => new AbortController().signal;

function logs() {
  let closed = 0;
  let started = 0;
  const open = new OpenLogs(() => {
    started++;
    const log = Object.assign(fakeLog(), { close: async () => void closed++ });
    return new LogSession(async () => log, noProgress);
  });
  return { open, started: () => started, closed: () => closed };
}

test('reports and queries on the same files share one engine, which ends with the last of them', async () => {
  const { open, started, closed } = logs();
  const report = open.document(A);
  const query = open.use([A]);
  assert.equal(report.session, query.session);
  assert.equal(open.find([A]), query.session);
  assert.equal(open.find([A, B]), undefined);
  const both = open.use([A, B]);
  assert.notEqual(both.session, query.session);
  await openedLog(query.session, noProgress, waiting());
  report.dispose();
  report.dispose();
  assert.equal(open.find([A]), query.session);
  query.dispose();
  assert.equal(open.find([A]), undefined);
  assert.deepEqual([started(), closed()], [2, 1]);
});

test('who follows the open logs hears of each that is opened or closed', () => {
  const { open } = logs();
  let heard = 0;
  const stop = open.onDidChange(() => heard++);
  const use = open.use([A]);
  use.dispose();
  stop();
  open.use([B]);
  assert.equal(heard, 2);
});

test('a log that failed is loaded again when a query needs it; one that nobody waits for goes on loading', async () => {
  let fail = true;
  const session = new LogSession(async () => {
    if (fail) throw new Error('is a folder');
    return fakeLog();
  }, noProgress);
  await assert.rejects(openedLog(session, noProgress, waiting()), /is a folder/);
  fail = false;
  assert.equal((await openedLog(session, noProgress, waiting())).summary.name, 'a.log');

  let finish: (log: FakeLog) => void = noProgress;
  const promise = new Promise<FakeLog>(resolve => {
    finish = resolve;
  });
  const slow = new LogSession(() => promise, noProgress);
  const abort = new AbortController();
  const asked = openedLog(slow, noProgress, abort.signal);
  abort.abort(new Error('not any more'));
  await assert.rejects(asked, /not any more/);
  finish(fakeLog());
  assert.equal((await openedLog(slow, noProgress, waiting())).summary.name, 'a.log');
});

test('after other settings a log is opened anew when a query needs it, also one that was just loading', async () => {
  let loads = 0;
  let closed = 0;
  const open = new OpenLogs(
    () =>
      new LogSession(async () => {
        loads++;
        await new Promise(resolve => setTimeout(resolve, 2));
        return Object.assign(fakeLog(), { close: async () => void closed++ });
      }, noProgress),
  );
  const { session } = open.use([A]);
  open.outdate();
  await openedLog(session, noProgress, waiting());
  assert.deepEqual([loads, closed], [2, 1]);
  await openedLog(session, noProgress, waiting());
  assert.equal(loads, 2);
  open.outdate();
  const [one, other] = await Promise.all([openedLog(session, noProgress, waiting()), openedLog(session, noProgress, waiting())]);
  assert.equal(one, other);
  assert.deepEqual([loads, closed], [3, 2]);
});
