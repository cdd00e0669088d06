import assert from 'node:assert/strict';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, resultOf, rowsOf } from './ask-query.ts';

const named = (count: number, prefix = 'id') =>
  Array.from({ length: count }, (_, i) => event({ auditID: `${prefix}-${i}`, requestObject: { word: `word-${prefix}-${i}` } }));
const text = (value: unknown) => Buffer.from(JSON.stringify(value));

/** Each event's word is found in that event and nowhere else. */
async function assertAligned(paths: readonly string[], ids: readonly string[]): Promise<void> {
  const engine = await openHere(paths);
  try {
    const rows = await rowsOf(engine, `* | select auditID, json_extract_scalar(requestObject, '$.word') as word from log`, {
      limit: 10_000,
    });
    assert.deepEqual(rows.map(row => row[0]).sort(), [...ids].sort());
    for (const [id, word] of rows) assert.equal(word, `word-${id}`);
    for (const id of ids.slice(0, 3))
      assert.deepEqual(
        (await rowsOf(engine, `word-${id}`)).map(row => row[1]),
        [id],
      );
  } finally {
    engine.close();
  }
}

const ids = (count: number, prefix = 'id') => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

test('blank and damaged lines, and what only the tolerant reading takes, leave every event its own text', async () => {
  const [a, b, c, d, e, f] = named(6);
  const badBytes = Buffer.concat([text(c).subarray(0, -1), Buffer.from(',"x":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  const lines = [
    Buffer.from(''),
    text(a),
    Buffer.from('   \t'),
    Buffer.from('{"kind":"Event",'),
    text(b),
    badBytes,
    Buffer.from('[1]'),
    Buffer.from('null'),
    Buffer.from(JSON.stringify(d).replace('"alice"', '"\\ud800"')),
    Buffer.concat([Buffer.from('\ufeff'), text(e)]),
    Buffer.concat([text(a), text(b)]),
    Buffer.concat([Buffer.from('  '), text(f), Buffer.from(' \r')]),
    text(f).subarray(0, 40),
  ];
  await assertAligned([writeLog(Buffer.concat(lines.flatMap(line => [line, Buffer.from('\n')])))], ids(6));
});

test('every form of a log, packed or not, and several files as one', async () => {
  const events = named(40);
  const forms: readonly (string | Uint8Array)[] = [
    jsonLines(events),
    gzipSync(jsonLines(events)),
    events.map(e => JSON.stringify(e, null, 2)).join('\n'),
    JSON.stringify(events),
    `[${events.map(e => JSON.stringify(e)).join(',\n')}]`,
    JSON.stringify({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: events }),
  ];
  for (const form of forms) await assertAligned([writeLog(form)], ids(40));
  const files = [
    writeLog(`\n${jsonLines(named(7, 'x'))}{"damaged"`),
    writeLog(gzipSync(jsonLines(named(5, 'y')))),
    writeLog(JSON.stringify(named(6, 'z'))),
  ];
  await assertAligned(files, [...ids(7, 'x'), ...ids(5, 'y'), ...ids(6, 'z')]);
});

test('a log that grew or was rotated away since it was opened answers for what it was', async () => {
  for (const change of [
    (path: string) => appendFileSync(path, jsonLines(named(3, 'late'))),
    (path: string) => {
      renameSync(path, `${path}.1`);
      writeFileSync(path, jsonLines(named(60, 'other')));
    },
    (path: string) => renameSync(path, `${path}.1`),
  ]) {
    const path = writeLog(jsonLines(named(50)));
    const engine = await openHere([path]);
    change(path);
    assert.deepEqual(await rowsOf(engine, `word-id-49 | select auditID, "user.groups" as g from log`), [['id-49', '["dev"]']]);
    assert.deepEqual(
      await rowsOf(engine, `* | select count(requestObject), count(distinct json_extract_scalar(requestObject, '$.word'))`),
      [[50, 50]],
    );
    engine.close();
  }
});

test('a log that was overwritten in place is not mixed up: the query fails, what is in memory goes on', async () => {
  const path = writeLog(jsonLines(named(50)));
  const engine = await openHere([path]);
  writeFileSync(path, jsonLines(named(50, 'other')));
  for (const query of ['word-id-1', `* | select "user.groups" from log`])
    await assert.rejects(ask(engine, query), /was changed since it was opened/);
  assert.deepEqual(await rowsOf(engine, 'auditID: id-7 | select verb'), [['list']]);
  writeFileSync(path, jsonLines(named(3)));
  await assert.rejects(ask(engine, 'word-id-1'), /was changed since it was opened/);
  engine.close();
});

test('more text than memory and temporary space take ends in a plain error, and the engine survives', async () => {
  const big = Array.from({ length: 3000 }, (_, i) => event({ auditID: `id-${i}`, requestObject: { word: `${i} `.repeat(20_000) } }));
  const engine = await openHere([writeLog(jsonLines(big))], { memoryMegabytes: 256, maxTemporaryBytes: 1_000_000 });
  await assert.rejects(ask(engine, 'nowhere'), /does not fit into the memory/);
  assert.deepEqual(await rowsOf(engine, '* | select count(*), count(distinct auditID)'), [[3000, 3000]]);
  engine.close();
});

test('the text is loaded once for all queries that ask at the same time, and again when the first one gave up', async () => {
  const engine = await openHere([writeLog(jsonLines(named(2000)))]);
  const stop = new AbortController();
  const first = ask(engine, 'word-id-1', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await assert.rejects(first, /enough/);
  const results = await Promise.all(Array.from({ length: 8 }, (_, i) => resultOf(engine, `word-id-${i}`)));
  assert.deepEqual(
    results.map(r => r.rows.map(row => row[1])),
    Array.from({ length: 8 }, (_, i) => [`id-${i}`]),
  );
  engine.close();
});
