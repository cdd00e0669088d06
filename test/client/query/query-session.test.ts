import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QuerySession, type RanQuery, type SessionPorts } from '../../../client/query/query-session.ts';
import { queryText } from '../../../client/query/query-text.ts';
import { EngineError } from '../../../server/logs/engine-error.ts';
import type { QueryHostMessage, QueryPhase } from '../../../server/protocol/query-view.ts';
import { FakeEngine, never, ROWS, STEPS } from './fake-engine.ts';

const DOCUMENT = 'file:///requests.slsq';
const text = (query: string) => queryText(query, null);

function start(engine: FakeEngine | null, more: Partial<SessionPorts> = {}) {
  const sent: QueryHostMessage[] = [];
  const ran: RanQuery[] = [];
  const failures: unknown[] = [];
  const session = new QuerySession(DOCUMENT, 'requests.slsq', {
    send: message => sent.push(message),
    log: async () => engine,
    logName: () => engine && { name: 'audit.log', events: 441 },
    settings: () => ({ timeZone: 'UTC', limit: 100, timeout: 1000 }),
    ran: query => ran.push(query),
    fieldsFound: () => undefined,
    failed: error => failures.push(error),
    ...more,
  });
  return { session, sent, ran, failures };
}

const phases = (sent: readonly QueryHostMessage[]) => sent.flatMap(m => (m.kind === 'phase' ? [m.phase.kind] : []));
const lastPhase = (sent: readonly QueryHostMessage[]) => sent.findLast(m => m.kind === 'phase')?.phase as QueryPhase;
const kinds = (sent: readonly QueryHostMessage[]) => sent.map(m => m.kind);

test('a query runs as the settings say, its result is sent and the run is told', async () => {
  const engine = new FakeEngine();
  const { session, sent, ran } = start(engine);
  session.introduce();
  await session.run(text('* | select 1'));
  assert.deepEqual(engine.runs, [{ text: '* | select 1', scope: { filters: [], timeZone: 'UTC' }, limit: 100, timeout: 1000, rows: true }]);
  assert.deepEqual(phases(sent), ['idle', 'running', 'running', 'done']);
  const result = sent.find(m => m.kind === 'result');
  assert.ok(result?.kind === 'result' && result.run === 1 && result.result.total === 4);
  assert.deepEqual(ran, [{ text: '* | select 1', log: 'audit.log', rows: 4, milliseconds: 12 }]);
});

test('a page that starts anew is told everything, also which tab was asked for while none listened', async () => {
  const { session, sent } = start(new FakeEngine());
  await session.run(text('*'));
  await session.explain(text('*'));
  sent.length = 0;
  session.introduce();
  assert.deepEqual(kinds(sent), ['query', 'show', 'result', 'steps', 'phase']);
  assert.deepEqual(sent[1], { kind: 'show', tab: 'explain' });
  assert.deepEqual(sent[3], { kind: 'steps', run: 1, steps: STEPS });
  sent.length = 0;
  session.hidden();
  session.introduce();
  assert.ok(!kinds(sent).includes('show'), 'a tab that a person chose stays');
});

test('only the last of two questions is answered', async () => {
  const engine = new FakeEngine();
  const { session, sent, ran, failures } = start(engine);
  engine.result = never;
  const first = session.run(text('slow'));
  await new Promise(setImmediate);
  engine.result = ROWS;
  await Promise.all([first, session.run(text('fast'))]);
  assert.equal(lastPhase(sent).kind, 'done');
  assert.ok(!phases(sent).includes('cancelled'));
  assert.deepEqual([ran.map(r => r.text), failures], [['fast'], []]);
});

test('what runs can be cancelled, and the result before stays for who looks again', async () => {
  const engine = new FakeEngine();
  const { session, sent, failures } = start(engine);
  await session.run(text('*'));
  engine.result = never;
  const run = session.run(text('slow'));
  await new Promise(setImmediate);
  session.cancel();
  await run;
  assert.deepEqual([lastPhase(sent), failures], [{ kind: 'cancelled' }, []]);
  sent.length = 0;
  session.introduce();
  assert.ok(kinds(sent).includes('result'));
});

test('a refusal tells where in the document, also when a selection was run', async () => {
  const engine = new FakeEngine();
  engine.result = { kind: 'refused', problems: [{ start: 16, end: 20, message: 'verbb is no field.' }] };
  const { session, sent, ran } = start(engine);
  const document = '-- note\n* | select 1,\n  verbb from log';
  await session.run(queryText(document, { start: 8, end: document.length }));
  const phase = lastPhase(sent);
  assert.ok(phase.kind === 'refused');
  const [problem] = phase.problems;
  assert.deepEqual([problem?.line, problem?.character, problem?.excerpt.marked], [2, 2, 'verb']);
  assert.deepEqual([problem?.excerpt.before, problem?.excerpt.after], ['', 'b from log']);
  assert.deepEqual(ran, []);
});

test('a failure is a sentence, kept for the log channel; without a log nothing runs', async () => {
  const engine = new FakeEngine();
  engine.result = async () => {
    throw new Error('division by zero');
  };
  const failing = start(engine);
  await failing.session.run(text('*'));
  assert.deepEqual(lastPhase(failing.sent), { kind: 'failed', message: 'Division by zero.' });
  assert.equal(failing.failures.length, 1);
  const without = start(null);
  await without.session.run(text('*'));
  assert.deepEqual(lastPhase(without.sent), { kind: 'no-log' });
});

test('when a query made the log look for its fields that is told, also where it is refused', async () => {
  const engine = new FakeEngine();
  let told = 0;
  const { session } = start(engine, { fieldsFound: () => told++ });
  await session.run(text('*'));
  assert.equal(told, 0);
  engine.result = { kind: 'refused', problems: [], fieldsFound: true };
  await session.run(text('* | select usr'));
  engine.result = { ...ROWS, fieldsFound: true };
  await session.run(text('* | select "annotations.mine"'));
  assert.equal(told, 2);
});

test('a query that took too long names the setting that gives it more time', async () => {
  const engine = new FakeEngine();
  engine.result = async () => {
    throw new EngineError('timeout', 'the query took longer than 1 s and was given up');
  };
  const { session, sent } = start(engine);
  await session.run(text('*'));
  const phase = lastPhase(sent);
  assert.match(phase.kind === 'failed' ? phase.message : '', /^The query took .* given up\. The setting `auditscope\.query\.timeout` /);
});

test('how far the log is read is told while it is', async () => {
  const engine = new FakeEngine();
  const { session, sent } = start(engine, {
    log: async onProgress => {
      onProgress(null);
      onProgress({ done: 5, total: 10 });
      return engine;
    },
  });
  await session.run(text('*'));
  assert.deepEqual(phases(sent), ['running', 'loading', 'loading', 'running', 'done']);
});

test('the event of a row is found by its place or by its request; a request that is not there says so', async () => {
  const engine = new FakeEngine();
  const { session, sent } = start(engine);
  await session.run(text('*'));
  sent.length = 0;
  await session.event(1, { row: null, auditID: 'a-1' });
  await session.event(2, { row: 3, auditID: null });
  await session.event(3, { row: null, auditID: 'gone' });
  const told = sent.map(m => (m.kind === 'event' ? [m.id, m.row, m.event.cut] : m.kind === 'noEvent' ? [m.id, m.message] : m.kind));
  assert.deepEqual(told, [
    [1, 7, false],
    [2, 3, false],
    [3, 'The log has no event with this audit ID.'],
  ]);
});

test('an export asks for every row of what was run last, not for those that are shown', async () => {
  const engine = new FakeEngine();
  const { session } = start(engine);
  const { signal } = new AbortController();
  assert.equal(await session.exportTo('csv', '/x.csv', signal), null);
  await session.run(text('verb: get'));
  assert.equal(await session.exportTo('parquet', '/x.parquet', signal), 4);
  const [{ run, form, target }] = engine.exported as [(typeof engine.exported)[number]];
  assert.deepEqual([run.text, form, target, run.limit > 1_000_000], ['verb: get', 'parquet', '/x.parquet', true]);
});

test('an export is of the result on screen, also when another question was asked since', async () => {
  const engine = new FakeEngine();
  const { session } = start(engine);
  await session.run(text('verb: get'));
  await session.explain(text('verb: delete'));
  engine.result = { kind: 'refused', problems: [{ start: 0, end: 1, message: 'no' }] };
  await session.run(text('verb: patch'));
  await session.exportTo('csv', '/x.csv', new AbortController().signal);
  assert.deepEqual(
    engine.exported.map(({ run }) => run.text),
    ['verb: get'],
  );
});

test('a query that was saved is another document with the same result', async () => {
  const { session, sent } = start(new FakeEngine());
  await session.run(text('verb: get'));
  session.moved('file:///saved.slsq', 'saved.slsq');
  session.introduce();
  const told = sent.findLast(m => m.kind === 'query');
  assert.ok(told?.kind === 'query' && told.name === 'saved.slsq' && told.memory.document === 'file:///saved.slsq');
  assert.ok(sent.findLast(m => m.kind === 'result'));
});
