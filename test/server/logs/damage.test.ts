import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { EngineError } from '../../../server/logs/engine-error.ts';
import { call, event, jsonLines, openHere, overview, WHOLE, writeLog } from './open-fixture.ts';
import { rowsOf } from './query/ask-query.ts';

const good = (id: string) => JSON.stringify(event({ auditID: id }));
const bytes = (...parts: readonly (string | Uint8Array)[]) => Buffer.concat(parts.map(p => Buffer.from(p)));

test('each kind of damage is listed with its line and reason, and no event is lost', async () => {
  const log = bytes(
    good('a'),
    '\n',
    '{"kind":"Event","auditID":"cut\n',
    '\n',
    good('b'),
    good('c'),
    '\n',
    Buffer.from('\xff\xfe\x00 not json\n', 'latin1'),
    '{"kind":"Pod","apiVersion":"v1","metadata":{}}\n',
    '"text"\n',
    '5\n',
    '[1]\n',
    'null\n',
    '{}\n',
    '\0\n',
    `${good('d')} trailing\n`,
    good('e'),
  );
  const { summary, close } = await openHere([writeLog(log)]);
  assert.equal(summary.events, 2);
  assert.deepEqual(summary.damaged, [
    { line: 1, reason: 'ends in the middle of an event' },
    { line: 3, reason: 'more than one JSON text on one line' },
    { line: 4, reason: 'no JSON object' },
    { line: 5, reason: 'a JSON object of kind "Pod" and apiVersion "v1", no audit event' },
    { line: 6, reason: 'a JSON text, no audit event' },
    { line: 7, reason: 'a JSON number, no audit event' },
    { line: 8, reason: 'a JSON array, no audit event' },
    { line: 9, reason: 'the JSON value null, no audit event' },
    { line: 10, reason: 'an empty JSON object, no audit event' },
    { line: 11, reason: 'no JSON object' },
    { line: 12, reason: 'is not valid JSON' },
  ]);
  assert.equal(summary.skippedLines, 11);
  close();
});

test('bytes that are no UTF-8, lone surrogates, NUL characters and odd types do not lose an event', async () => {
  const log = bytes(
    Buffer.from(`${good('a').replace('kubectl', '\xff\xfe')}\n`, 'latin1'),
    `${good('b').replace('kubectl', '\\ud800x\\u0000')}\n`,
    `${good('c').replace('kubectl', 'nul\\u0000nul')}\n`,
    `${JSON.stringify(event({ auditID: 'd', objectRef: 'pods', responseStatus: 'x', user: ['y'], sourceIPs: {} }))}\n`,
    `${JSON.stringify(event({ auditID: 'e', userAgent: '\ud800', responseStatus: { code: null } }))}\n`,
    `${JSON.stringify(event({ auditID: 7, sourceIPs: [{ a: 1 }, null], stageTimestamp: 'infinity', __proto__: null, constructor: 'x' }))}\n`,
    `${good('f').slice(0, -1)},"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`,
    Buffer.from(`${good('g').slice(0, -1)},"deep":${'['.repeat(50_000)}"\xff"${']'.repeat(50_000)}}\n`, 'latin1'),
  );
  const engine = await openHere([writeLog(log)]);
  assert.deepEqual([engine.summary.events, engine.summary.skippedLines], [8, 0], JSON.stringify(engine.summary.damaged));
  const { rows } = await call(engine, 'events', { scope: WHOLE, sort: 'time', descending: false, offset: 0, limit: 10 });
  const agents = new Map(rows.map(row => [row.auditID, row.userAgent]));
  assert.equal(agents.get('a'), '\ufffd\ufffd');
  assert.equal(agents.get('b'), '\ufffdx\0');
  assert.equal(agents.get('c'), 'nul\0nul');
  const odd = rows.find(row => row.auditID === 'd')!;
  assert.deepEqual([odd.user, odd.resource, odd.status, odd.address], [null, null, null, null]);
  assert.equal(rows.find(row => row.auditID === 'e')!.status, null);
  assert.equal(rows.find(row => row.auditID === '7')!.time, '2026-01-01 08:00:00.000');
  await overview(engine);
  engine.close();
});

test('a status code with a fraction is no code, and none is rounded; one that is written as a text is one', async () => {
  const codes = [1.5, -0.5, '403', 'abc', 2e2, 1e20];
  const engine = await openHere([writeLog(jsonLines(codes.map((code, i) => event({ auditID: `${i}`, responseStatus: { code } }))))]);
  const rows = await rowsOf(engine, '* | select "responseStatus.code" as code from log order by auditID');
  assert.deepEqual(rows.flat(), [null, null, 403, null, 200, null]);
  engine.close();
});

test('an event above the limit is damage; the others of the log stay', async () => {
  const limit = 4 << 20;
  const big = (id: string, size: number) => JSON.stringify(event({ auditID: id, requestObject: { blob: 'x'.repeat(size) } }));
  const lines = [good('a'), big('b', 3 << 20), big('c', 5 << 20), big('d', 20 << 20), good('e')];
  for (const text of [lines.join('\n'), `[${lines.join(',\n')}]`]) {
    const engine = await openHere([writeLog(text)], { maxEventBytes: limit });
    assert.deepEqual([engine.summary.events, engine.summary.skippedLines], [3, 2]);
    assert.deepEqual(
      engine.summary.damaged.map(d => d.line),
      [2, 3],
    );
    assert.match(engine.summary.damaged[1]!.reason, /^an event of 21\.0 MB; at most 4\.2 MB are read$/);
    const detail = await call(engine, 'event', { row: 2 });
    assert.deepEqual([detail.line, JSON.parse(detail.text).auditID], [4, 'e']);
    engine.close();
  }
});

test('a packed log that ends early, is damaged or has several members', async () => {
  const text = jsonLines(Array.from({ length: 4000 }, (_, i) => event({ auditID: `id-${i}-${(i * 2654435761) % 1e6}` })));
  const packed = gzipSync(text);
  const open = async (content: Uint8Array) => {
    const engine = await openHere([writeLog(content, 'audit.log.gz')]);
    engine.close();
    return engine.summary;
  };
  const whole = await open(packed);
  assert.deepEqual([whole.events, whole.truncated], [4000, false]);
  const members = await open(Buffer.concat([packed, gzipSync(jsonLines([event()]))]));
  assert.deepEqual([members.events, members.truncated], [4001, false]);
  const early = await open(packed.subarray(0, packed.length >> 1));
  assert.ok(early.truncated && early.events > 1500 && early.events < 2500 && early.skippedLines === 1, JSON.stringify(early.events));
  const noTrailer = await open(packed.subarray(0, -8));
  assert.deepEqual([noTrailer.events, noTrailer.truncated], [4000, true]);
  const broken = Buffer.from(packed);
  broken.fill(0xaa, packed.length >> 1, (packed.length >> 1) + 64);
  const damaged = await open(broken);
  assert.ok(damaged.truncated && damaged.events > 0);
  await assert.rejects(open(Buffer.from([0x1f, 0x8b, 1, 2, 3])), /nothing in it can be unpacked/);
});

test('an array or a list that ends early keeps its events and says so', async () => {
  const items = ['a', 'b', 'c'].map(good);
  for (const [text, events, skipped] of [
    [`[${items.join(',')}`, 3, 0],
    [`[${items.join(',\n').slice(0, -5)}`, 2, 1],
    [`{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[${items.join(',')}`, 3, 0],
    [`[${items[0]},\n{"kind":,},\n${items[1]}]`, 2, 1],
  ] as const) {
    const engine = await openHere([writeLog(text)]);
    assert.deepEqual([engine.summary.events, engine.summary.skippedLines], [events, skipped], text.slice(-30));
    assert.equal(engine.summary.truncated, !text.endsWith(']'));
    engine.close();
  }
  const pretty = JSON.stringify(event(), null, 2);
  const engine = await openHere([writeLog(`${pretty}\n${pretty.slice(0, 100)}\n${pretty}\n`)]);
  assert.deepEqual([engine.summary.events, engine.summary.damaged.map(d => d.line)], [2, [pretty.split('\n').length]]);
  engine.close();
});

test('lines that are written after opening are not read', async () => {
  const path = writeLog(jsonLines([event({ auditID: 'a' }), event({ auditID: 'b' })]));
  const engine = await openHere([path]);
  appendFileSync(path, jsonLines([event({ auditID: 'c' })]));
  assert.equal((await call(engine, 'events', { scope: WHOLE, sort: 'time', descending: true, offset: 0, limit: 9 })).total, 2);
  await assert.rejects(call(engine, 'event', { row: 2 }), /the log has no event 2/);
  engine.close();
});

/** Bytes that matter to the reader, and any others. */
const mutation = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'insert', 'delete', 'copy'),
  what: fc.oneof(
    fc
      .constantFrom('\n', '"', '{', '}', '[', ']', ',', ':', '\\', '\0', '\r', ' ', '\ufeff', '{"kind":"Event"', '\\ud800')
      .map(t => Buffer.from(t)),
    fc.uint8Array({ minLength: 1, maxLength: 6 }).map(b => Buffer.from(b)),
  ),
  length: fc.nat(300),
});

test('any mutation of a log: no crash, and every line that is not blank is an event or damage', async () => {
  const original = Buffer.from(jsonLines(Array.from({ length: 8 }, (_, i) => event({ auditID: `a${i}` }))));
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async mutations => {
      let text = original;
      for (const { at, kind, what, length } of mutations) {
        const from = at % (text.length + 1);
        const [before, rest] = [text.subarray(0, from), text.subarray(from)];
        if (kind === 'insert') text = Buffer.concat([before, what, rest]);
        else if (kind === 'replace') text = Buffer.concat([before, what, rest.subarray(what.length)]);
        else if (kind === 'delete') text = Buffer.concat([before, rest.subarray(length)]);
        else text = Buffer.concat([before, rest.subarray(0, length), rest]);
      }
      const lines = text
        .toString('latin1')
        .split('\n')
        .filter(line => /[^ \t\v\f\r]/.test(line)).length;
      try {
        const engine = await openHere([writeLog(text)]);
        const { format, events, skippedLines, damaged } = engine.summary;
        if (format === 'json-lines') assert.equal(events + skippedLines, lines);
        assert.equal(damaged.length, skippedLines);
        const { total } = await call(engine, 'events', { scope: WHOLE, sort: 'time', descending: true, offset: 0, limit: 9 });
        assert.equal(total, events);
        assert.ok(engine.summary.requests <= events);
        engine.close();
      } catch (error) {
        assert.ok(error instanceof EngineError && error.code === 'not-a-log', String(error));
      }
    }),
    { numRuns: 40 },
  );
});
