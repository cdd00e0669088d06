import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ViewAnswers } from '../../../client/logs/answer-view.ts';
import { LogSession, type SessionState } from '../../../client/logs/log-session.ts';
import { EngineError } from '../../../server/logs/engine-error.ts';
import type { HostMessage } from '../../../server/protocol/report-view.ts';
import { FAKE_REPORT, FakeLog } from '../fake-log.ts';

const EVENTS = [{ auditID: 'a', verb: 'get', stageTimestamp: '2026-01-01T00:00:00Z', user: { username: 'alice' } }];
const fakeLog = () => new FakeLog(EVENTS, { name: 'audit.log' });
const soon = () => new Promise(resolve => setTimeout(resolve, 5));
const SCOPE = { filters: [], timeZone: 'UTC' };

test('a session loads, tells every editor, and loads again after a failure', async () => {
  let fail = true;
  const words: string[] = [];
  const session = new LogSession(
    async onProgress => {
      onProgress({ done: 1, total: 2 });
      if (fail) throw new EngineError('not-a-log', 'a CSV file');
      return fakeLog();
    },
    message => words.push(message),
  );
  const seen: SessionState['kind'][] = [];
  session.onDidChange(state => seen.push(state.kind));
  await soon();
  assert.deepEqual(session.state, { kind: 'failed', code: 'not-a-log', message: 'a CSV file' });
  fail = false;
  session.reload();
  await soon();
  assert.equal(session.state.kind, 'opened');
  assert.deepEqual(seen, ['failed', 'loading', 'loading', 'opened']);
  assert.equal(words.length, 1);
});

test('cancelling a load ends it and can be taken back', async () => {
  const session = new LogSession(
    (_progress, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    () => undefined,
  );
  session.cancelLoad();
  await soon();
  assert.ok(session.state.kind === 'failed' && session.state.code === 'cancelled');
});

test('a dead engine ends the session; another failure is the business of its request alone', async () => {
  const session = new LogSession(
    async () => fakeLog(),
    () => undefined,
  );
  await soon();
  session.requestFailed(new EngineError('timeout', 'no answer'));
  assert.equal(session.state.kind, 'opened');
  session.requestFailed(new EngineError('crashed', 'gone'));
  assert.deepEqual(session.state, { kind: 'failed', code: 'crashed', message: 'gone' });
});

test('an engine that dies while nobody asks is noticed', async () => {
  let die: (error: Error) => void = () => undefined;
  const ended = new Promise<Error>(resolve => {
    die = resolve;
  });
  const session = new LogSession(
    async () => Object.assign(fakeLog(), { ended }),
    () => undefined,
  );
  await soon();
  die(new EngineError('crashed', 'killed'));
  await soon();
  assert.deepEqual(session.state, { kind: 'failed', code: 'crashed', message: 'killed' });
});

test('every request of a view ends with one answer, and a cancelled one with none', async () => {
  const sent: HostMessage[] = [];
  const failures: unknown[] = [];
  const log = new FakeLog(EVENTS, { name: 'audit.log', delay: 1 });
  const answers = new ViewAnswers(
    log,
    FAKE_REPORT,
    message => sent.push(message),
    error => failures.push(error),
  );
  answers.answer(1, { kind: 'event', row: 0 });
  answers.answer(2, { kind: 'events', query: { scope: SCOPE, sort: 'time', descending: true, offset: 0, limit: 10 } });
  answers.answer(3, { kind: 'profile', field: 'user', scope: SCOPE, limit: 10 });
  answers.cancel(3);
  await new Promise(resolve => setTimeout(resolve, 30));
  log.broken = true;
  answers.answer(4, { kind: 'event', row: 0 });
  await new Promise(resolve => setTimeout(resolve, 30));
  assert.deepEqual(
    sent.map(m => [m.kind, 'id' in m ? m.id : 0]),
    [
      ['reply', 1],
      ['reply', 2],
      ['error', 4],
    ],
  );
  assert.equal(failures.length, 1);
});
