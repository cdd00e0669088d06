import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LogEngine } from '../../../server/logs/log-engine.ts';
import type { PanelResult } from '../../../server/protocol/log.ts';
import { OVERVIEW } from '../../../server/reports/overview.ts';
import { event, jsonLines, openHere, overview, writeLog } from '../logs/open-fixture.ts';

/** Eight events whose figures the reference gives: verb, resource, subresource, code, user, address. */
const WORKED = [
  ['create', 'pods', 'exec', 101, 'admin', '203.0.113.7'],
  ['delete', 'pods', '', 200, 'u1', '203.0.113.7'],
  ['get', 'secrets', '', 403, 'anon', '198.51.100.20'],
  ['get', 'secrets', '', 200, 'u1', '10.0.0.8'],
  ['delete', 'deployments', '', 200, 'system:serviceaccount:kube-system:gc', '10.0.0.9'],
  ['create', 'services', '', 201, 'u2', '10.0.0.8'],
  ['get', '', '', 301, 'anon', '198.51.100.20'],
  ['watch', 'pods', '', 200, 'system:node:n1', '10.0.0.5'],
] as const;

const log = WORKED.map(([verb, resource, subresource, code, username, address], i) =>
  event({
    auditID: `id-${i + 1}`,
    verb,
    user: { username },
    sourceIPs: [address, '10.9.9.9'],
    requestURI:
      subresource === ''
        ? '/x'
        : '/api/v1/namespaces/shop/pods/web/exec?command=sh&command=-c&command=echo+1%202&command=%ff&container=app',
    objectRef: resource === '' ? undefined : { resource, namespace: 'shop', name: 'web', ...(subresource !== '' && { subresource }) },
    responseStatus: { code },
    stageTimestamp: `2026-01-01T08:00:0${i}.000000Z`,
  }),
);

let engine: LogEngine;
let panels: Map<string, PanelResult>;
before(async () => {
  engine = await openHere([writeLog(jsonLines(log))]);
  panels = await overview(engine);
});
after(() => engine.close());

const rows = (id: string) => panels.get(id)!.rows;
const ids = (id: string) => rows(id).map(row => row[0]);

test('the panels that the product names, in order', () => {
  const expected =
    'total-events public-access forbidden created deleted redirections operations-over-time operations-by-user deletions-by-resource public-access-by-region public-access-list exec-list attach-list deletion-list secret-access-list user-operation-list';
  assert.deepEqual(
    OVERVIEW.panels.map(p => p.id),
    expected.split(' '),
  );
});

test('the worked example of the reference', () => {
  const numbers = ['total-events', 'public-access', 'forbidden', 'created', 'deleted', 'redirections'].map(id => rows(id)[0]![0]);
  assert.deepEqual(numbers, [8, 4, 1, 2, 2, 1]);
  assert.deepEqual(rows('operations-by-user'), [
    ['anon', 2],
    ['u1', 2],
    ['admin', 1],
    ['u2', 1],
  ]);
  assert.deepEqual(ids('secret-access-list'), ['id-4', 'id-3']);
  assert.deepEqual(ids('deletion-list'), ['id-2']);
  assert.deepEqual(rows('deletions-by-resource'), [['pods', 1]]);
  assert.deepEqual(ids('public-access-list'), ['id-7', 'id-3', 'id-2', 'id-1']);
  assert.deepEqual(ids('attach-list'), []);
  const exec = panels.get('exec-list')!;
  const cell = (name: string) => exec.rows[0]![exec.columns.findIndex(c => c.name === name)];
  assert.deepEqual(['pod', 'container', 'command', 'code', 'source'].map(cell), ['web', 'app', 'sh -c echo 1 2 %ff', 101, '203.0.113.7']);
});

test('every panel says what it counts and what its cells filter by', () => {
  for (const panel of OVERVIEW.panels) {
    assert.match(panel.description, /^[A-Z].*\.$/, panel.id);
    assert.match(panel.empty, /in this range$/, panel.id);
    const names = panels.get(panel.id)!.columns.map(c => c.name);
    for (const name of Object.keys(panel.filterBy ?? {})) assert.ok(names.includes(name), `${panel.id} has no column ${name}`);
    if (panel.kind === 'table') assert.deepEqual([names[0], names[1], panel.tab], ['auditID', 'time', 'Important events']);
    if (panel.kind === 'number')
      assert.deepEqual([names, panels.get(panel.id)!.trend!.length], [['requests'], panels.get(panel.id)!.buckets!.length]);
  }
});

test('the account behind kubernetes-admin is who the authorization reason names', async () => {
  const reason = (text: string) => ({ 'authorization.k8s.io/reason': text });
  const admin = { username: 'kubernetes-admin' };
  const events = [
    event({
      auditID: '1',
      user: admin,
      annotations: reason('RBAC: allowed by ClusterRoleBinding "x" of ClusterRole "y" to User "2001-a@b"'),
    }),
    event({ auditID: '2', user: admin, annotations: reason('RBAC: allowed by RoleBinding "x" to Group "system:masters"') }),
    event({ auditID: '3', user: admin }),
    event({ auditID: '4', user: {}, annotations: reason('to User "x" RoleBinding') }),
  ];
  const other = await openHere([writeLog(jsonLines(events))]);
  assert.deepEqual((await overview(other)).get('operations-by-user')!.rows, [
    ['kubernetes-admin', 2],
    ['2001-a@b', 1],
    [null, 1],
  ]);
  const scope = { filters: [{ field: 'user', value: '2001-a@b' }], timeZone: 'UTC' } as const;
  assert.deepEqual((await overview(other, scope)).get('total-events')!.rows, [[1]]);
  other.close();
});

test('events without an audit ID are requests of their own; lists are cut at 1,000 rows', async () => {
  const events = Array.from({ length: 1200 }, (_, i) => event({ auditID: i % 2 === 0 ? undefined : `id-${i}`, verb: 'delete' }));
  const other = await openHere([writeLog(jsonLines(events))]);
  const all = await overview(other);
  assert.deepEqual(
    [all.get('total-events')!.rows, all.get('deletion-list')!.rows.length, all.get('deletion-list')!.cut],
    [[[1200]], 1000, true],
  );
  // an event that no audit ID names is found by its place
  const { rows, eventRows } = all.get('deletion-list')!;
  assert.equal(new Set(eventRows).size, 1000);
  assert.deepEqual(
    rows.map(([auditID]) => auditID),
    eventRows!.map(row => events[row!]!.auditID ?? null),
  );
  other.close();
});

test('the parts of a trend are those of the clock on the wall, also where it is put forward and back', async () => {
  for (const [day, timeZone] of [
    ['2026-03-29', 'Europe/Berlin'],
    ['2026-10-25', 'Europe/Berlin'],
    ['2026-04-05', 'Australia/Lord_Howe'],
  ] as const) {
    const start = Date.parse(`${day}T00:00:00Z`) - 86_400_000;
    const times = Array.from({ length: 200 }, (_, i) => start + i * 1_297_000);
    const events = times.map((time, i) => event({ auditID: `id-${i}`, stageTimestamp: new Date(time).toISOString(), verb: 'get' }));
    const other = await openHere([writeLog(jsonLines(events))]);
    const found = await overview(other, { filters: [], timeZone });
    const { rows, buckets } = found.get('operations-over-time')!;
    // an hour that comes twice, or is left out, has one name only
    const counts = new Map<string, number>();
    for (const { time, from, to } of buckets!) counts.set(time, (counts.get(time) ?? 0) + times.filter(t => t >= from && t < to).length);
    const wanted = [...counts].filter(([, n]) => n > 0);
    assert.deepEqual(
      rows.map(([time, , requests]) => [time, requests]),
      wanted,
      `${day} ${timeZone}`,
    );
    assert.equal(found.get('total-events')!.trend!.reduce((sum, n) => sum + n, 0) >= times.length, true);
    other.close();
  }
});

test('a NUL in a text of the log ends no statement: addresses, ids, and a filter by such a value', async () => {
  const hostile = (text: string) => `${text}\u0000' OR 1=1 --`;
  const events = ['a', 'b'].map(name =>
    event({
      auditID: hostile(name),
      verb: 'delete',
      user: { username: hostile(name) },
      sourceIPs: [`fe80::1%${hostile(name)}`],
      stageTimestamp: '2026-01-01T08:00:00Z',
    }),
  );
  const other = await openHere([writeLog(jsonLines(events))]);
  const all = await overview(other);
  assert.deepEqual(all.get('user-operation-list')!.eventRows, [0, 1]);
  const scope = { filters: [{ field: 'user', value: hostile('a') }], timeZone: 'UTC' } as const;
  assert.deepEqual((await overview(other, scope)).get('deletion-list')!.eventRows, [0]);
  other.close();
});
