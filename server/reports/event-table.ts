import type { Column } from '../protocol/log.ts';
import type { QueryCell, QueryResult } from '../protocol/query.ts';
import { zonedTime } from './charts/time-text.ts';

/** As the list of events of a report has them. */
const COLUMNS: readonly Column[] = [
  { name: 'time', type: 'timestamp' },
  { name: 'verb', type: 'varchar' },
  { name: 'code', type: 'bigint' },
  { name: 'user', type: 'varchar' },
  { name: 'resource', type: 'varchar' },
  { name: 'namespace', type: 'varchar' },
  { name: 'name', type: 'varchar' },
  { name: 'address', type: 'varchar' },
  { name: 'line', type: 'bigint' },
];

/**
 * Events that a search found, as a table that a person can read, sort and search: what matters of each in columns, the file where
 * there are several, the JSON at the end. Other results stay as they are.
 */
export function eventTable(result: QueryResult, timeZone: string): QueryResult {
  if (result.kind !== 'events') return result;
  const [, , event, ...more] = result.columns;
  if (event === undefined) return result;
  const rows = result.rows.map(([line = null, , text = null, ...others]) => [...cellsOf(text, line, timeZone), ...others, text]);
  return { ...result, columns: [...COLUMNS, ...more, event], rows };
}

function cellsOf(text: QueryCell, line: QueryCell, timeZone: string): readonly QueryCell[] {
  const event = read(text);
  const at = (...path: readonly string[]): QueryCell => scalar(path.reduce<unknown>(field, event));
  const resource = [at('objectRef', 'resource'), at('objectRef', 'subresource')].filter(part => typeof part === 'string' && part !== '');
  // as `__time__` is read
  const time = ['stageTimestamp', 'requestReceivedTimestamp', 'timestamp'].map(name => instant(at(name))).find(t => t !== null);
  const addresses = field(event, 'sourceIPs');
  return [
    time === undefined ? null : zonedTime(time, timeZone),
    at('verb'),
    at('responseStatus', 'code'),
    at('user', 'username'),
    // a request for no resource is known by its path
    resource.length > 0 ? resource.join('/') : at('requestURI'),
    at('objectRef', 'namespace'),
    at('objectRef', 'name'),
    Array.isArray(addresses) ? scalar(addresses[0]) : null,
    line,
  ];
}

function read(text: QueryCell): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function instant(text: QueryCell): number | null {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

const scalar = (value: unknown): QueryCell => (typeof value === 'string' || typeof value === 'number' ? value : null);
