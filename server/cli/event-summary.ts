import { openZone, printTime } from '../logs/zone-time.ts';
import type { QueryCell, QueryResult } from '../protocol/query.ts';

type Table = Pick<QueryResult, 'columns' | 'rows'>;

const COLUMNS: Table['columns'] = [
  { name: 'line', type: 'bigint' },
  { name: 'time', type: 'varchar' },
  { name: 'verb', type: 'varchar' },
  { name: 'object', type: 'varchar' },
  { name: 'code', type: 'bigint' },
  { name: 'user', type: 'varchar' },
  { name: 'auditID', type: 'varchar' },
];

/** Events as people read them, one a line: when, what, with which answer, by whom. Columns behind the event (its file) stay. */
export function eventSummaries({ columns, rows }: Table, timeZone: string): Table {
  const zone = openZone(timeZone);
  return {
    columns: [...COLUMNS, ...columns.slice(3)],
    rows: rows.map(([line = null, auditID = null, event, ...more]) => [
      line,
      ...summary(event, time => printTime(time, zone)),
      auditID,
      ...more,
    ]),
  };
}

function summary(cell: QueryCell | undefined, print: (time: number) => string): readonly QueryCell[] {
  const event = object(typeof cell === 'string' ? JSON.parse(cell) : undefined);
  const time = Date.parse(text(event.stageTimestamp) ?? text(event.requestReceivedTimestamp) ?? text(event.timestamp) ?? '');
  const code = object(event.responseStatus).code;
  return [
    Number.isNaN(time) ? null : print(time),
    text(event.verb) ?? null,
    objectOf(event),
    typeof code === 'number' ? code : null,
    text(object(event.user).username) ?? null,
  ];
}

/** `prod/secrets/db`, `nodes/n1/status`; the path of a request that is for none. */
function objectOf(event: Readonly<Record<string, unknown>>): string | null {
  const { namespace, resource, name, subresource } = object(event.objectRef);
  const parts = [namespace, resource, name, subresource].flatMap(part => text(part) ?? []);
  return text(resource) === undefined ? (text(event.requestURI)?.replace(/\?.*/s, '') ?? null) : parts.join('/');
}

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
