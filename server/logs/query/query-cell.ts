import { DuckDBBlobValue, DuckDBIntervalValue, DuckDBTimestampValue, DuckDBTimeValue, type DuckDBValue } from '@duckdb/node-api';
import type { QueryCell } from '../../protocol/query.ts';
import type { SlsType } from '../../query/catalog/sls-type.ts';
import { javaDouble } from '../../query/duckdb/functions/java-double.ts';
import { printLocal } from '../zone-time.ts';

const UNKNOWN: SlsType = { kind: 'unknown' };

/** A value of the database as results carry it: see `QueryCell`. */
export function queryCell(value: DuckDBValue | undefined, type: SlsType): QueryCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity';
  if (typeof value !== 'object') return value;
  if (value instanceof DuckDBTimestampValue) return timestampText(value.micros);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64');
  if (value instanceof DuckDBTimeValue) return clockText(value.micros);
  if (value instanceof DuckDBIntervalValue) return intervalText(value, type);
  if ('items' in value) return value.items.map(item => queryCell(item, type.kind === 'array' ? type.element : UNKNOWN));
  if ('entries' in value)
    return Array.isArray(value.entries) ? mapCell(value.entries, type) : rowCell(value.entries as Record<string, DuckDBValue>, type);
  return String(value);
}

function mapCell(entries: readonly { readonly key: DuckDBValue; readonly value: DuckDBValue }[], type: SlsType): QueryCell {
  const [keys, values] = type.kind === 'map' ? [type.key, type.value] : [UNKNOWN, UNKNOWN];
  // fromEntries defines members, so that no key of a log reaches a prototype
  return Object.fromEntries(entries.map(entry => [keyText(entry.key, keys), queryCell(entry.value, values)]));
}

/** A key as text, a double as SLS writes it: `1.0`. */
function keyText(key: DuckDBValue, type: SlsType): string {
  if (typeof key === 'number') return javaDouble(key);
  const cell = queryCell(key, type);
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function rowCell(entries: Readonly<Record<string, DuckDBValue>>, type: SlsType): QueryCell {
  // a time with its zone, inside other values
  if (type.kind === 'timestamp with time zone') return queryCell(entries.w, { kind: 'timestamp' });
  return Object.values(entries).map((inner, i) => queryCell(inner, type.kind === 'row' ? (type.fields[i]?.type ?? UNKNOWN) : UNKNOWN));
}

function timestampText(micros: bigint): string {
  const milliseconds = micros >= 0n ? micros / 1000n : (micros - 999n) / 1000n;
  const date = Number(milliseconds);
  return Math.abs(date) <= 8.64e15 ? printLocal(date) : String(milliseconds);
}

/** A time of the day, or a part of one: `08:05:09.123`. */
function clockText(micros: bigint): string {
  const milliseconds = Number(micros / 1000n);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const seconds = `${two((milliseconds / 1000) % 60)}.${String(milliseconds % 1000).padStart(3, '0')}`;
  return `${two(milliseconds / 3_600_000)}:${two((milliseconds / 60_000) % 60)}:${seconds}`;
}

/** Years and months as `1-2`, days and a clock as `4 12:00:00.000`. */
function intervalText({ months, days, micros }: DuckDBIntervalValue, type: SlsType): string {
  const sign = (negative: boolean) => (negative ? '-' : '');
  if (type.kind === 'interval year to month') return `${sign(months < 0)}${Math.floor(Math.abs(months) / 12)}-${Math.abs(months) % 12}`;
  const whole = BigInt(days) * DAY_MICROS + micros;
  const size = whole < 0n ? -whole : whole;
  return `${sign(whole < 0n)}${size / DAY_MICROS} ${clockText(size % DAY_MICROS)}`;
}

const DAY_MICROS = 86_400_000_000n;

/** The type of a result column in the words of SLS. */
export function columnType(type: SlsType): string {
  switch (type.kind) {
    case 'timestamp with time zone':
      return 'timestamp';
    case 'boolean':
    case 'bigint':
    case 'double':
    case 'date':
    case 'timestamp':
    case 'array':
    case 'map':
    case 'row':
    case 'varbinary':
    case 'time':
    case 'interval day to second':
    case 'interval year to month':
      return type.kind;
    default:
      return 'varchar';
  }
}
