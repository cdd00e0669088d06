import type { LogField } from '../../query/catalog/log-field.ts';
import type { LogNeed, LogRelation, RelationPart } from '../../query/duckdb/compiled-query.ts';
import { literal, quoted } from '../../query/duckdb/sql-text.ts';
import { EVENT_COLUMNS } from '../loading/line-table.ts';
import type { LogFacts } from '../log-facts.ts';
import { eventPath, type LocatedField, pointer } from './event-path.ts';

/** The table of whole events: for every row of `line` its JSON text. */
export const TEXT_TABLE = 'event_text';

/** Columns of `line` that are fields of the query language as they stand. */
const NARROW = new Map(
  EVENT_COLUMNS.filter(({ name }) => !['is_event', 'time', 'sourceIP', 'sourceIPs'].includes(name)).map(c => [
    c.name.toLowerCase(),
    c.name,
  ]),
);

/** Stands for the row of an event where the engine itself asks; no query can name it. */
export const ROW_FIELD: LogField = { name: '__row__', type: 'bigint', meaning: 'The row of an event.' };

/** SQL of a field that the narrow table answers; undefined where the text is needed. */
export function narrowColumn({ name }: LogField, alias: string): string | undefined {
  const known = NARROW.get(name.toLowerCase());
  if (known !== undefined) return `${alias}.${quoted(known)}`;
  switch (name) {
    case ROW_FIELD.name:
      return `${alias}.rowid`;
    case '__time__ns_part__':
      return `CAST((epoch_us(${alias}.time) % 1000000 + 1000000) % 1000000 * 1000 AS BIGINT)`;
    case 'sourceIPs':
      return sourceIPs(column => column(alias));
    default:
      return eventPath(name) === undefined ? 'CAST(NULL AS VARCHAR)' : undefined;
  }
}

/** The list is kept where it is another than that of the first address alone. */
const LIST = (alias: string) => `${alias}."sourceIPs"`;
const FIRST = (alias: string) => `${alias}."sourceIP"`;
const elements = (list: string): string => `from_json(${list}, '["VARCHAR"]')`;
const sourceIPs = (part: RelationPart): string => `coalesce(${part(LIST)}, '["' || ${part(FIRST)} || '"]')`;

/** Whether a query can be answered without the text of the events. */
export const needsText = ({ fields, text }: LogNeed): boolean => text || fields.some(field => narrowColumn(field, 'e') === undefined);

/** What a relation is made of, besides the tables. */
interface RelationFacts {
  readonly facts: Pick<LogFacts, 'hasDamage'>;
  /** The fields of the log, as far as they were looked for. */
  readonly found?: ReadonlyMap<string, LocatedField> | undefined;
  readonly values?: LogRelation['values'];
  /** Conditions on an event besides being one. */
  readonly where?: (alias: string) => readonly string[];
}

/** The relation of a log, narrow where that is enough. */
export function logRelation(need: LogNeed, { facts, found = new Map(), values, where }: RelationFacts): LogRelation {
  const whole = needsText(need);
  const pathOf = (field: LogField) => found.get(field.name.toLowerCase())?.path ?? eventPath(field.name) ?? [];
  const othersOf = (field: LogField) => found.get(field.name.toLowerCase())?.others ?? [];
  return {
    from: whole
      ? `(SELECT line.*, line.rowid, ${TEXT_TABLE}.text FROM line JOIN ${TEXT_TABLE} ON line.rowid = ${TEXT_TABLE}.rowid)`
      : 'line',
    ...((facts.hasDamage || where) && {
      where: (alias: string) => [...(facts.hasDamage ? [`${alias}.is_event`] : []), ...(where?.(alias) ?? [])].join(' AND '),
    }),
    column(field, alias) {
      const narrow = narrowColumn(field, alias);
      if (narrow !== undefined) return narrow;
      const texts = [pathOf(field), ...othersOf(field)].map(path => `json_extract_string(${alias}.text, ${literal(pointer(path))})`);
      const text = texts.length === 1 ? texts[0]! : `coalesce(${texts.join(', ')})`;
      return field.type === 'bigint' || field.type === 'double' ? `TRY_CAST(${text} AS ${field.type.toUpperCase()})` : text;
    },
    text: alias => `${alias}.text`,
    instant: alias => `${alias}.time`,
    ...(values && { values }),
    row: alias => `${alias}.rowid`,
    newestFirst: alias => `${alias}.time DESC NULLS LAST, ${alias}.rowid DESC`,
    document: (field, alias) =>
      narrowColumn(field, alias) === undefined && othersOf(field).length === 0 ? { sql: `${alias}.text`, path: pathOf(field) } : undefined,
    list: (field, alias) =>
      field.name === 'sourceIPs'
        ? `CASE WHEN ${LIST(alias)} IS NOT NULL THEN ${elements(LIST(alias))} WHEN ${FIRST(alias)} IS NOT NULL THEN [${FIRST(alias)}] END`
        : undefined,
    address: FIRST,
    late: (field, part) => (field.name === 'sourceIPs' ? sourceIPs(part) : undefined),
    length: (field, part) =>
      field.name === 'sourceIPs'
        ? `CASE WHEN ${part(LIST)} IS NOT NULL THEN CAST(json_array_length(${part(LIST)}) AS BIGINT) WHEN ${part(FIRST)} IS NOT NULL THEN CAST(1 AS BIGINT) END`
        : undefined,
    scalarAt: (field, path, alias) => (field.name === 'sourceIPs' && path.length === 1 && path[0] === 0 ? FIRST(alias) : undefined),
  };
}
