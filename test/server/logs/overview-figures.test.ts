import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { LogEngine } from '../../../server/logs/log-engine.ts';
import type { Filter, LogScope, PanelResult } from '../../../server/protocol/log.ts';
import { OVERVIEW } from '../../../server/reports/overview.ts';
import { call, fixture, openHere, overview, WHOLE } from './open-fixture.ts';

/** The figures of the overview, computed again without our code: plain loops over plain objects. */
interface PlainEvent {
  readonly auditID: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user?: { readonly username?: string };
  readonly sourceIPs?: readonly string[];
  readonly objectRef?: { readonly resource?: string; readonly subresource?: string; readonly namespace?: string; readonly name?: string };
  readonly responseStatus?: { readonly code?: number };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly stageTimestamp: string;
}

const LOG = 'kube-apiserver-1.36.3-everything.log.gz';
const EVENTS: readonly PlainEvent[] = gunzipSync(readFileSync(fixture(LOG)))
  .toString('utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));

const words = (name: string) => name.toLowerCase().split(/[\s,'";=()[\]{}?@&<>/:]+/);
const isPerson = ({ user }: PlainEvent) =>
  !words(user?.username ?? '').some(w => ['node', 'serviceaccount', 'apiserver', 'kube-scheduler', 'kube-controller-manager'].includes(w));
/** Good enough for the addresses of this log. */
const isPublic = ({ sourceIPs }: PlainEvent) => sourceIPs?.[0] !== undefined && !/^(127\.|10\.|192\.168\.|::1$)/.test(sourceIPs[0]);
const isDeletion = ({ verb }: PlainEvent) => verb === 'delete' || verb === 'deletecollection';
const code = ({ responseStatus }: PlainEvent) => responseStatus?.code ?? 0;
const accountOf = ({ user, annotations }: PlainEvent) => {
  const reason = annotations?.['authorization.k8s.io/reason'] ?? '';
  if (user?.username !== 'kubernetes-admin' || !reason.includes('RoleBinding')) return user?.username ?? null;
  return / to User "([^"]+)"/.exec(reason)?.[1] ?? user.username;
};

const NUMBERS: Readonly<Record<string, (e: PlainEvent) => boolean>> = {
  'total-events': () => true,
  'public-access': isPublic,
  forbidden: e => code(e) === 403,
  created: e => e.verb === 'create',
  deleted: isDeletion,
  redirections: e => code(e) >= 300 && code(e) < 400,
};

const LISTS: Readonly<Record<string, (e: PlainEvent) => boolean>> = {
  'public-access-list': isPublic,
  'exec-list': e => e.objectRef?.subresource === 'exec' && ['create', 'get'].includes(e.verb),
  'attach-list': e => e.objectRef?.subresource === 'attach' && ['create', 'get'].includes(e.verb),
  'deletion-list': e => isDeletion(e) && isPerson(e),
  'secret-access-list': e => e.objectRef?.resource === 'secrets' && ['get', 'list', 'watch'].includes(e.verb) && isPerson(e),
  'user-operation-list': isPerson,
};

const requests = (events: readonly PlainEvent[]) => new Set(events.map(e => e.auditID)).size;

function counts<K>(events: readonly PlainEvent[], key: (e: PlainEvent) => K): Map<K, number> {
  const ids = new Map<K, Set<string>>();
  for (const e of events) {
    const k = key(e);
    ids.set(k, (ids.get(k) ?? new Set()).add(e.auditID));
  }
  return new Map([...ids].map(([k, set]) => [k, set.size]));
}

const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

/** Of each request the event of its latest stage, newest first. */
function latest(events: readonly PlainEvent[]): PlainEvent[] {
  const byId = new Map<string, PlainEvent>();
  for (const e of events) {
    const known = byId.get(e.auditID);
    if (!known || STAGES.indexOf(e.stage) >= STAGES.indexOf(known.stage)) byId.set(e.auditID, e);
  }
  return [...byId.values()].sort((a, b) => (a.stageTimestamp < b.stageTimestamp ? 1 : -1));
}

const column = (panel: PanelResult, name: string) => {
  const at = panel.columns.findIndex(c => c.name === name);
  assert.notEqual(at, -1, `${panel.id} has no column ${name}`);
  return panel.rows.map(row => row[at]);
};

let engine: LogEngine;
let panels: Map<string, PanelResult>;
before(async () => {
  engine = await openHere([fixture(LOG)]);
  panels = await overview(engine);
});
after(() => engine.close());

function compare(found: Map<string, PanelResult>, events: readonly PlainEvent[]): void {
  for (const [id, holds] of Object.entries(NUMBERS)) assert.deepEqual(found.get(id)!.rows, [[requests(events.filter(holds))]], id);
  for (const [id, holds] of Object.entries(LISTS)) {
    const expected = latest(events.filter(holds));
    const panel = found.get(id)!;
    assert.deepEqual(
      panel.columns.slice(0, 2).map(c => c.name),
      ['auditID', 'time'],
    );
    assert.deepEqual(new Set(column(panel, 'auditID')), new Set(expected.map(e => e.auditID)), id);
    assert.equal(panel.rows.length, expected.length);
    assert.deepEqual(
      column(panel, 'time'),
      expected.map(e => e.stageTimestamp.replace('T', ' ').slice(0, 23)),
      id,
    );
  }
}

test('every figure and every list of the overview', () => {
  assert.deepEqual([...panels.keys()].sort(), OVERVIEW.panels.map(p => p.id).sort());
  compare(panels, EVENTS);
  assert.ok(EVENTS.filter(LISTS['exec-list']!).length > 10, 'the log has what the lists are about');
});

test('distributions: requests per account, per deleted resource, per country; at most 20', () => {
  for (const [id, events, key] of [
    ['operations-by-user', EVENTS.filter(isPerson), accountOf],
    ['deletions-by-resource', EVENTS.filter(e => isDeletion(e) && isPerson(e)), (e: PlainEvent) => e.objectRef?.resource ?? null],
  ] as const) {
    const expected = counts<string | null>(events, key);
    const { rows } = panels.get(id)!;
    assert.equal(rows.length, Math.min(20, expected.size));
    for (const [name, n] of rows) assert.equal(n, expected.get(name as string | null), `${id} ${name}`);
    assert.deepEqual(
      rows.map(r => r[1]),
      [...expected.values()].sort((a, b) => b - a).slice(0, 20),
    );
  }
});

test('a request is listed with what its latest stage knows', () => {
  const panel = panels.get('exec-list')!;
  const [ids, codes, commands] = ['auditID', 'code', 'command'].map(name => column(panel, name));
  for (const e of latest(EVENTS.filter(LISTS['exec-list']!))) {
    const at = ids!.indexOf(e.auditID);
    assert.equal(codes![at], e.responseStatus?.code ?? null);
    assert.equal(commands![at], new URL(e.requestURI, 'http://x').searchParams.getAll('command').join(' '));
  }
});

test('a row of a list names its event', async () => {
  for (const id of Object.keys(LISTS)) {
    const panel = panels.get(id)!;
    assert.equal(panel.eventRows!.length, panel.rows.length);
    for (const [i, row] of panel.eventRows!.entries()) assert.equal(EVENTS[row ?? -1]?.auditID, panel.rows[i]![0], id);
  }
});

test('trends and the series add up over buckets that cover the log', () => {
  const { buckets, rows } = panels.get('operations-over-time')!;
  assert.ok(buckets!.length >= 30 && buckets!.length <= 121, `${buckets!.length} buckets`);
  const within = (e: PlainEvent) => buckets!.findIndex(b => Date.parse(e.stageTimestamp) >= b.from && Date.parse(e.stageTimestamp) < b.to);
  assert.ok(EVENTS.every(e => within(e) >= 0));
  const expected = counts(EVENTS, e => `${buckets![within(e)]!.time} ${e.verb}`);
  assert.deepEqual(new Map(rows.map(([time, verb, n]) => [`${time} ${verb}`, n])), expected);
  const forbidden = counts(EVENTS.filter(NUMBERS.forbidden!), within);
  assert.deepEqual(
    panels.get('forbidden')!.trend,
    buckets!.map((_, i) => forbidden.get(i) ?? 0),
  );
});

const scoped = (...filters: readonly Filter[]): LogScope => ({ ...WHOLE, filters });
const middle = Date.parse('2026-11-23T09:19:30Z');

const SCOPES: readonly (readonly [string, LogScope, (e: PlainEvent) => boolean])[] = [
  ['namespace', scoped({ field: 'namespace', value: 'shop' }), e => e.objectRef?.namespace === 'shop'],
  [
    'two values are alternatives',
    scoped({ field: 'verb', value: 'get' }, { field: 'verb', value: 'list' }),
    e => ['get', 'list'].includes(e.verb),
  ],
  [
    'two fields must both hold',
    scoped({ field: 'status', value: '403' }, { field: 'verb', value: 'get' }),
    e => code(e) === 403 && e.verb === 'get',
  ],
  ['excluded', scoped({ field: 'user', value: 'alice', exclude: true }), e => e.user?.username !== 'alice'],
  ['absent', scoped({ field: 'namespace', value: '' }), e => e.objectRef?.namespace === undefined],
  ['not absent', scoped({ field: 'resource', value: '', exclude: true }), e => e.objectRef?.resource !== undefined],
  ['one stage', scoped({ field: 'stage', value: 'RequestReceived' }), e => e.stage === 'RequestReceived'],
  ['a status that is none', scoped({ field: 'status', value: 'x' }), () => false],
  [
    'time',
    { ...WHOLE, from: middle, to: middle + 10_000 },
    e => Date.parse(e.stageTimestamp) >= middle && Date.parse(e.stageTimestamp) < middle + 10_000,
  ],
  ['a value that looks like SQL', scoped({ field: 'user', value: `alice' OR 1=1 --` }), () => false],
];

for (const [name, scope, holds] of SCOPES)
  test(`the scope applies to every panel, the events and the profiles: ${name}`, async () => {
    const events = EVENTS.filter(holds);
    compare(await overview(engine, scope), events);
    const page = await call(engine, 'events', { scope, sort: 'time', descending: true, offset: 0, limit: 1000 });
    assert.equal(page.total, events.length);
    assert.deepEqual(
      new Set(page.rows.map(r => r.auditID)),
      new Set(events.length > 1000 ? page.rows.map(r => r.auditID) : events.map(e => e.auditID)),
    );
    const profile = await call(engine, 'profile', { field: 'verb', scope, limit: 100 });
    const verbs = new Map<string, number>();
    for (const { verb } of events) verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
    assert.deepEqual(new Map(profile.top.map(t => [t.value, t.events])), verbs);
    assert.deepEqual([profile.distinct, profile.missing], [verbs.size, 0]);
  });

for (const [name, scope] of SCOPES)
  test(`the query that a panel shows gives its rows when it is run by itself: ${name}`, async () => {
    for (const panel of (await overview(engine, scope)).values()) {
      const run = { text: panel.query, scope: { ...WHOLE, timeZone: scope.timeZone }, limit: 10_000 };
      const result = await call(engine, 'query', run);
      assert.ok(result.kind === 'rows', `${panel.id}: ${JSON.stringify(result)}`);
      assert.deepEqual(result.rows, panel.rows, panel.id);
    }
  });
