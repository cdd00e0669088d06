import type {
  Cell,
  EventRow,
  Filter,
  FilterField,
  LogScope,
  LogSummary,
  PanelDefinition,
  PanelResult,
  ReportDefinition,
  TimeBucket,
} from '../../server/protocol/log.ts';
import type { EventQuery, OpenLog, PanelFailure } from '../../server/protocol/log-engine.ts';
import { zonedTime } from '../../server/reports/charts/time-text.ts';

/** An audit event as far as the fake reads it. */
export interface FakeEvent {
  readonly auditID?: string;
  readonly verb?: string;
  readonly level?: string;
  readonly stage?: string;
  readonly requestURI?: string;
  readonly user?: { readonly username?: string };
  readonly impersonatedUser?: { readonly username?: string };
  readonly sourceIPs?: readonly string[];
  readonly userAgent?: string;
  readonly objectRef?: Readonly<Record<string, string>>;
  readonly responseStatus?: { readonly code?: number };
  readonly stageTimestamp?: string;
}

const KINDS: Readonly<Record<string, PanelDefinition['kind']>> = {
  'operations-over-time': 'series',
  'operations-by-user': 'bars',
  'deletions-by-resource': 'bars',
  'public-access-by-region': 'bars',
};
const PANELS: readonly (readonly [string, string])[] = [
  ['total-events', 'Requests'],
  ['public-access', 'Public access'],
  ['forbidden', 'Forbidden'],
  ['created', 'Created'],
  ['deleted', 'Deleted'],
  ['redirections', 'Redirections'],
  ['operations-over-time', 'Operations over time'],
  ['operations-by-user', 'Operations by user'],
  ['deletions-by-resource', 'Deletions by resource'],
  ['public-access-by-region', 'Public access by country'],
  ['public-access-list', 'Public access'],
  ['exec-list', 'Exec'],
  ['attach-list', 'Attach'],
  ['deletion-list', 'Deletions'],
  ['secret-access-list', 'Secrets'],
  ['user-operation-list', 'User operations'],
];

export const FAKE_REPORT: ReportDefinition = {
  id: 'overview',
  title: 'Audit Center Overview',
  panels: PANELS.map(([id, title]) => {
    const kind = id.endsWith('-list') ? 'table' : (KINDS[id] ?? 'number');
    return {
      id,
      title,
      kind,
      description: `${title}, counted in requests.`,
      query: `* | select count(distinct auditID) from log${id.startsWith('public') ? ` where ip_to_domain(json_extract_scalar(sourceIPs, '$[0]')) = 'internet'` : ''} -- ${id}`,
      empty: `No ${title.toLowerCase()} in this range.`,
      filterBy: {
        account: 'user',
        user: 'user',
        resource: 'resource',
        country: 'country',
        namespace: 'namespace',
        code: 'status',
        verb: 'verb',
        address: 'address',
      },
      ...(kind === 'table' && { tab: 'Important events' }),
      ...(kind === 'number' && { trend: true }),
      ...(id === 'forbidden' && { risk: true, drill: [{ field: 'status' as const, value: '403' }] }),
    };
  }),
};

const isPublic = (address: string | null) => address !== null && !/^(10\.|172\.1[6-9]\.|192\.168\.|127\.|::1)/.test(address);

const COUNTS: Readonly<Record<string, (row: EventRow) => boolean>> = {
  'total-events': () => true,
  'public-access': row => isPublic(row.address),
  forbidden: row => row.status === 403,
  created: row => row.verb === 'create',
  deleted: row => row.verb === 'delete' || row.verb === 'deletecollection',
  redirections: row => row.status !== null && row.status >= 300 && row.status < 400,
  'public-access-list': row => isPublic(row.address),
  'exec-list': row => row.subresource === 'exec',
  'attach-list': row => row.subresource === 'attach',
  'deletion-list': row => row.verb === 'delete' || row.verb === 'deletecollection',
  'secret-access-list': row => row.resource === 'secrets',
  'user-operation-list': row => !row.user?.startsWith('system:'),
};

const noQueries = () => Promise.reject(new Error('no query is asked here'));

/** The log engine's interface over events in memory, repeated until there are as many as asked: for tests of the view alone. */
export class FakeLog implements OpenLog {
  readonly #events: readonly FakeEvent[];
  readonly #count: number;
  readonly #first: number;
  readonly #span: number;
  /** Waits before each answer, in milliseconds. */
  readonly #delay: number;
  readonly summary: LogSummary;
  readonly ended: Promise<Error | null>;
  #end: (error: Error | null) => void = () => undefined;
  broken = false;

  constructor(
    events: readonly FakeEvent[],
    options: { readonly name: string; readonly count?: number; readonly delay?: number; readonly damaged?: LogSummary['damaged'] },
  ) {
    this.#events = events;
    this.#count = options.count ?? events.length;
    this.#delay = options.delay ?? 0;
    const times = events.map(e => Date.parse(e.stageTimestamp ?? '2026-01-01T00:00:00Z'));
    this.#first = Math.min(...times);
    this.#span = Math.max(60_000, Math.max(...times) - this.#first);
    this.ended = new Promise(resolve => {
      this.#end = resolve;
    });
    const damaged = options.damaged ?? [];
    this.summary = {
      name: options.name,
      format: 'json-lines',
      compression: 'none',
      bytes: this.#count * 1400,
      events: this.#count,
      requests: this.#count,
      from: new Date(this.#first).toISOString(),
      to: new Date(this.#first + this.#span).toISOString(),
      skippedLines: damaged.length,
      damaged,
      truncated: false,
      missingFields: events.some(e => e.sourceIPs !== undefined) ? [] : ['sourceIPs'],
      unreadable: [],
    };
  }

  // the view that this log stands behind asks no queries
  readonly query = noQueries;
  readonly explain = noQueries;
  readonly exportQuery = noQueries;
  readonly fields = noQueries;
  readonly eventRow = noQueries;

  #time(row: number): number {
    return this.#first + Math.floor((row / this.#count) * this.#span);
  }

  #row(row: number, timeZone: string): EventRow {
    const e = this.#events[row % this.#events.length]!;
    const text = (value: string | undefined) => value ?? null;
    return {
      row,
      time: `${zonedTime(this.#time(row), timeZone)}.000`,
      level: text(e.level),
      stage: text(e.stage),
      verb: text(e.verb),
      status: e.responseStatus?.code ?? null,
      user: text(e.user?.username),
      impersonatedUser: text(e.impersonatedUser?.username),
      namespace: text(e.objectRef?.namespace),
      apiGroup: text(e.objectRef?.apiGroup),
      resource: text(e.objectRef?.resource),
      subresource: text(e.objectRef?.subresource),
      name: text(e.objectRef?.name),
      address: text(e.sourceIPs?.[0]),
      userAgent: text(e.userAgent),
      requestURI: text(e.requestURI),
      auditID: text(e.auditID),
    };
  }

  *#scoped(scope: LogScope): Generator<EventRow> {
    for (let row = this.#count - 1; row >= 0; row--) {
      const time = this.#time(row);
      if ((scope.from !== undefined && time < scope.from) || (scope.to !== undefined && time >= scope.to)) continue;
      const event = this.#row(row, scope.timeZone);
      if (matches(event, scope.filters)) yield event;
    }
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    if (this.#delay > 0) await new Promise(resolve => setTimeout(resolve, this.#delay));
    signal?.throwIfAborted();
    if (this.broken) throw new Error('The log engine has ended unexpectedly.');
  }

  async report(
    report: ReportDefinition,
    scope: LogScope,
    onPanel: (panel: PanelResult | PanelFailure) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const from = scope.from ?? this.#first;
    const to = scope.to ?? this.#first + this.#span + 1;
    const buckets = bucketsOf(from, to, scope.timeZone);
    // a large log is sampled: the view does not mind, and the test stays fast
    const rows = this.#count > 20_000 ? [...this.#sample(scope)] : [...this.#scoped(scope)];
    for (const panel of report.panels) {
      await this.#wait(signal);
      onPanel(panelOf(panel, rows, buckets));
    }
  }

  *#sample(scope: LogScope): Generator<EventRow> {
    const step = Math.ceil(this.#count / 5000);
    for (let row = this.#count - 1; row >= 0; row -= step) yield this.#row(row, scope.timeZone);
  }

  async events(query: EventQuery, signal?: AbortSignal) {
    await this.#wait(signal);
    const { scope, offset, limit } = query;
    if (scope.filters.length === 0 && scope.from === undefined && scope.to === undefined && query.sort === 'time') {
      const rows = Array.from({ length: Math.min(limit, Math.max(0, this.#count - offset)) }, (_, i) =>
        this.#row(query.descending ? this.#count - 1 - offset - i : offset + i, scope.timeZone),
      );
      return { total: this.#count, offset, rows };
    }
    const all = [...this.#scoped(scope)];
    const key = query.sort;
    const direction = query.descending ? -1 : 1;
    all.sort(
      (a, b) =>
        direction * (String(a[key] ?? '') < String(b[key] ?? '') ? -1 : String(a[key] ?? '') > String(b[key] ?? '') ? 1 : 0) ||
        b.row - a.row,
    );
    return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
  }

  async event(row: number, signal?: AbortSignal) {
    await this.#wait(signal);
    return { row, line: row, text: JSON.stringify(this.#events[row % this.#events.length]) };
  }

  async profile(field: FilterField, scope: LogScope, limit: number, signal?: AbortSignal) {
    await this.#wait(signal);
    const counts = new Map<string, number>();
    let missing = 0;
    for (const row of this.#scoped(scope)) {
      const value = fieldOf(row, field);
      if (value === null) missing++;
      else counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, limit);
    return { field, distinct: counts.size, missing, top: top.map(([value, events]) => ({ value, events })) };
  }

  async close(): Promise<void> {
    this.#end(null);
  }
}

function fieldOf(row: EventRow, field: FilterField): string | null {
  const value = field === 'country' ? (isPublic(row.address) ? 'DE' : null) : row[field];
  return value === null ? null : String(value);
}

function matches(row: EventRow, filters: readonly Filter[]): boolean {
  const fields = new Set(filters.map(f => f.field));
  return [...fields].every(field => {
    const value = fieldOf(row, field) ?? '';
    const included = filters.filter(f => f.field === field && !f.exclude);
    return (
      (included.length === 0 || included.some(f => f.value === value)) &&
      !filters.some(f => f.field === field && f.exclude && f.value === value)
    );
  });
}

function bucketsOf(from: number, to: number, timeZone: string): readonly TimeBucket[] {
  const count = 48;
  const width = Math.max(1000, Math.ceil((to - from) / count / 1000) * 1000);
  const start = Math.floor(from / 1000) * 1000;
  return Array.from({ length: Math.max(1, Math.ceil((to - start) / width)) }, (_, i) => ({
    time: zonedTime(start + i * width, timeZone),
    from: start + i * width,
    to: start + (i + 1) * width,
  }));
}

function panelOf(panel: PanelDefinition, rows: readonly EventRow[], buckets: readonly TimeBucket[]): PanelResult {
  const { id, query } = panel;
  const bigint = { name: 'requests', type: 'bigint' };
  const bucketOf = (row: EventRow) => buckets.findLastIndex(b => b.time <= row.time!.slice(0, 19));
  if (panel.kind === 'number') {
    const counted = rows.filter(COUNTS[id]!);
    const trend = buckets.map(() => 0);
    for (const row of counted) trend[bucketOf(row)]!++;
    return { id, query, columns: [bigint], rows: [[counted.length]], trend, buckets };
  }
  if (panel.kind === 'series') {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const key = `${buckets[bucketOf(row)]?.time}|${row.verb}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return {
      id,
      query,
      columns: [{ name: 'time', type: 'timestamp' }, { name: 'verb', type: 'varchar' }, bigint],
      rows: [...counts].map(([key, n]) => [...key.split('|'), n]),
      buckets,
    };
  }
  if (panel.kind === 'bars') {
    const [name, groupOf]: [string, (row: EventRow) => string | null] =
      id === 'operations-by-user'
        ? ['account', r => r.user]
        : id === 'deletions-by-resource'
          ? ['resource', r => (COUNTS.deleted!(r) ? r.resource : null)]
          : ['country', r => (isPublic(r.address) ? 'DE' : null)];
    const counts = new Map<string, number>();
    for (const row of rows) {
      const value = groupOf(row);
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return { id, query, columns: [{ name, type: 'varchar' }, bigint], rows: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 20) };
  }
  const listed = rows.filter(COUNTS[id]!);
  const cells = (r: EventRow): Cell[] => [r.auditID, r.time, r.verb, r.namespace, r.resource, r.name, r.status, r.user, r.address];
  return {
    id,
    query,
    columns: ['auditID', 'time', 'verb', 'namespace', 'resource', 'name', 'code', 'user', 'address'].map(name => ({
      name,
      type: name === 'time' ? 'timestamp' : name === 'code' ? 'bigint' : 'varchar',
    })),
    rows: listed.slice(0, 1000).map(cells),
    eventRows: listed.slice(0, 1000).map(r => r.row),
    ...(listed.length > 1000 && { cut: true }),
  };
}
