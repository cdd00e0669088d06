import type { QueryEngine } from '../../../client/query/query-engine.ts';
import type { EventDetail } from '../../../server/protocol/log.ts';
import type { ExportForm, QueryRefusal, QueryResult, QueryRun, QueryStep } from '../../../server/protocol/query.ts';

export const ROWS: QueryResult = {
  kind: 'rows',
  columns: [
    { name: 'account', type: 'varchar' },
    { name: 'code', type: 'bigint' },
    { name: 'requests', type: 'bigint' },
  ],
  rows: [
    ['jane', 200, 1200],
    ['ci-bot', 403, 9],
    [null, 401, 30],
    ['jane', 403, 9],
  ],
  cut: false,
  milliseconds: 12,
  notes: [],
};

export const STEPS: readonly QueryStep[] = [
  {
    label: 'verb: get and user.username: jane',
    start: 0,
    end: 8,
    count: 40,
    of: 'events',
    children: [
      { label: 'verb: get', start: 0, end: 9, count: 120, of: 'events', children: [] },
      { label: 'user.username: jane', start: 14, end: 33, count: null, of: 'events', children: [] },
    ],
  },
  { label: 'group by account', start: 40, end: 56, count: 1, of: 'rows', children: [] },
];

const EVENT: EventDetail = {
  row: 7,
  line: 6,
  text: '{"kind":"Event","auditID":"a-1","verb":"get","user":{"username":"jane"}}',
};

type Answer<T> = T | ((signal: AbortSignal | undefined) => Promise<T>);

/** A log that answers what a test gives it. */
export class FakeEngine implements QueryEngine {
  readonly summary = { name: 'audit.log', events: 441 };
  readonly runs: QueryRun[] = [];
  result: Answer<QueryResult | QueryRefusal> = ROWS;
  steps: Answer<readonly QueryStep[] | QueryRefusal> = STEPS;
  detail: EventDetail = EVENT;
  readonly exported: { readonly run: QueryRun; readonly form: ExportForm; readonly target: string }[] = [];

  async query(run: QueryRun, signal?: AbortSignal): Promise<QueryResult | QueryRefusal> {
    this.runs.push(run);
    return typeof this.result === 'function' ? this.result(signal) : this.result;
  }

  async explain(run: QueryRun, signal?: AbortSignal): Promise<readonly QueryStep[] | QueryRefusal> {
    this.runs.push(run);
    return typeof this.steps === 'function' ? this.steps(signal) : this.steps;
  }

  async exportQuery(run: QueryRun, form: ExportForm, target: string): Promise<{ readonly rows: number }> {
    this.exported.push({ run, form, target });
    return { rows: 4 };
  }

  async event(): Promise<EventDetail> {
    return this.detail;
  }

  async eventRow(auditID: string): Promise<number | null> {
    return auditID === 'a-1' ? 7 : null;
  }
}

/** Ends only when it is cancelled. */
export const never = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
