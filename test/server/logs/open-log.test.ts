import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newFolder } from '../../../scripts/new-folder.ts';
import { EngineError } from '../../../server/logs/engine-error.ts';
import { type OpenLogOptions, openLog } from '../../../server/logs/open-log.ts';
import type { PanelResult, ReportDefinition } from '../../../server/protocol/log.ts';
import type { PanelFailure } from '../../../server/protocol/log-engine.ts';
import { OVERVIEW } from '../../../server/reports/overview.ts';
import { COUNTRIES, ENGINE, event, fixture, jsonLines, testLimits, WHOLE, writeLog } from './open-fixture.ts';

const LOG = fixture('codenotary__immudb-log-audit__k8s.log.gz');
const PAGE = { scope: WHOLE, sort: 'time', descending: true, offset: 0, limit: 5 } as const;

/** Opens the log; it is closed with the test, also where that fails. */
function open(t: TestContext, more: Partial<OpenLogOptions> = {}) {
  const temporaryFolder = newFolder();
  const log = openLog({ files: [LOG], engine: ENGINE, limits: testLimits({ temporaryFolder }), countries: COUNTRIES, ...more });
  t.after(async () => (await log.catch(() => undefined))?.close());
  return { log, temporaryFolder };
}

/** A report that takes minutes. */
const ENDLESS: ReportDefinition = {
  ...OVERVIEW,
  panels: [
    {
      ...OVERVIEW.panels[0]!,
      query: '* | select count(*) as n from log a, log b, log c where length(a.requestURI) % 7 <> length(b.requestURI || c.requestURI) % 5',
      trendQuery: '* | select 1 as bucket, 1 as n',
    },
  ],
};

const isCode = (code: string) => (error: unknown) => error instanceof EngineError && error.code === code;
/** The engine processes of this process. */
const engines = (): string[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes('engine-process'))
    .map(line => line.trim().split(' ')[0]!);

test('a log is opened, reported panel by panel, paged and closed; its process and folder go with it', async t => {
  const progress: number[] = [];
  const { log: opening, temporaryFolder } = open(t, { onProgress: ({ done, total }) => progress.push(done / total) });
  const log = await opening;
  assert.equal(log.summary.events, 2971);
  assert.deepEqual(
    progress,
    [...progress].sort((a, b) => a - b),
  );
  assert.equal(progress.at(-1), 1);
  const panels: (PanelResult | PanelFailure)[] = [];
  await log.report(OVERVIEW, WHOLE, panel => panels.push(panel));
  assert.deepEqual(panels.map(p => `${p.id} ${'failed' in p}`).sort(), OVERVIEW.panels.map(p => `${p.id} false`).sort());
  const [page, again] = await Promise.all([log.events(PAGE), log.events({ ...PAGE, offset: 2 })]);
  assert.deepEqual([page.total, again.rows[0]], [2971, page.rows[2]]);
  const detail = await log.event(page.rows[0]!.row);
  assert.equal(JSON.parse(detail.text).auditID, page.rows[0]!.auditID);
  assert.equal(readdirSync(temporaryFolder).length, 1);
  await log.close();
  assert.deepEqual([readdirSync(temporaryFolder), engines(), await log.ended], [[], [], null]);
  await assert.rejects(log.events(PAGE), isCode('crashed'));
});

test('killing the process ends what is pending and every later call with "crashed"', async t => {
  const { log: opening, temporaryFolder } = open(t);
  const log = await opening;
  const pending = [log.report(ENDLESS, WHOLE, () => assert.fail('a panel came')), log.report(ENDLESS, WHOLE, () => undefined)];
  const [pid] = engines();
  setTimeout(() => process.kill(Number(pid), 'SIGKILL'), 100);
  for (const call of pending) await assert.rejects(call, isCode('crashed'));
  assert.match(String(await log.ended), /SIGKILL/);
  await assert.rejects(log.event(0), /the log engine has ended \(SIGKILL\)/);
  assert.deepEqual(readdirSync(temporaryFolder), []);
  await log.close();
});

test('killing the process while it loads ends opening', async t => {
  const { log, temporaryFolder } = open(t);
  setTimeout(() => process.kill(Number(engines()[0]), 'SIGKILL'), 50);
  await assert.rejects(log, isCode('crashed'));
  assert.deepEqual(readdirSync(temporaryFolder), []);
});

test('the folder goes also where the process that closes the log does not wait for that', async () => {
  const temporaryFolder = newFolder();
  const options = { files: [LOG], engine: ENGINE, limits: testLimits({ temporaryFolder }), countries: COUNTRIES };
  const program = `import { openLog } from '${new URL('../../../server/logs/open-log.ts', import.meta.url).href}';
    const log = await openLog(${JSON.stringify(options)});
    void log.close();
    process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
  for (let waits = 0; waits < 100 && readdirSync(temporaryFolder).length > 0; waits++) await pause(50);
  assert.deepEqual(readdirSync(temporaryFolder), []);
});

test('a call that is cancelled stops, and the next one is answered', async t => {
  const log = await open(t).log;
  const stop = new AbortController();
  const call = log.report(ENDLESS, WHOLE, () => assert.fail('a panel came'), stop.signal);
  setTimeout(() => stop.abort(new Error('enough')), 100);
  await assert.rejects(call, /enough/);
  const ids: string[] = [];
  await log.report({ ...OVERVIEW, panels: OVERVIEW.panels.slice(0, 2) }, WHOLE, panel => ids.push(panel.id));
  assert.deepEqual(ids.sort(), ['public-access', 'total-events']);
  await assert.rejects(log.events(PAGE, AbortSignal.abort(new Error('before'))), /before/);
  await log.close();
});

test('opening can be cancelled', async t => {
  const { log, temporaryFolder } = open(t, { signal: AbortSignal.timeout(60) });
  await assert.rejects(log, (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError');
  assert.deepEqual([readdirSync(temporaryFolder), engines()], [[], []]);
});

test('a call that takes too long ends with "timeout"', async t => {
  const log = await open(t, { timeout: 200 }).log;
  await assert.rejects(
    log.report(ENDLESS, WHOLE, () => undefined),
    isCode('timeout'),
  );
  await log.close();
});

test('what cannot be opened leaves no process behind', async t => {
  await assert.rejects(open(t, { files: [writeLog('a,b,c,d\n')] }).log, isCode('not-a-log'));
  await assert.rejects(open(t, { files: [`${LOG}.none`] }).log, isCode('unreadable'));
  await assert.rejects(open(t, { engine: `${ENGINE}.none` }).log, isCode('crashed'));
  assert.deepEqual(engines(), []);
});

test('a panel sees the loaded log and nothing else', async t => {
  const other = writeLog(jsonLines([event()]));
  const log = await open(t).log;
  const target = `${newFolder()}/out.csv`;
  const failures: string[] = [];
  for (const query of [
    `* | SELECT * FROM read_json('${other}')`,
    `* | SELECT * FROM read_text('${other}')`,
    `* | SELECT * FROM '${other}'`,
    `* | SELECT * FROM glob('/*')`,
    `* | SELECT 1 AS n; SET enable_external_access = true`,
    `* | SELECT 1 AS n; COPY log TO '${target}'`,
    `* | SELECT 1 AS n; INSTALL httpfs`,
  ]) {
    const panel = { ...OVERVIEW.panels[0]!, kind: 'bars', query, trendQuery: '* | select 1 as bucket, 1 as n' } as const;
    await log.report({ ...OVERVIEW, panels: [panel] }, WHOLE, result =>
      failures.push('failed' in result ? result.failed : `${query} gave ${result.rows}`),
    );
  }
  assert.equal(failures.length, 7);
  for (const failure of failures) assert.match(failure, /^Found .*, expected |There is no table/);
  assert.ok(!existsSync(target));
  await log.close();
});
