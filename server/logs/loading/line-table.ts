import { literal, quoted } from '../../query/duckdb/sql-text.ts';
import { IS_EVENT } from './audit-event.ts';
import { MEMBER_TYPES } from './event-members.ts';

/** A column of the table of events, under the name that the query language gives it. */
export interface EventColumn {
  readonly name: string;
  readonly type: string;
  /** Its value in terms of the members that are read (`event-members.ts`). */
  readonly sql: string;
}

const text = (name: string, sql = name): EventColumn => ({ name, type: 'VARCHAR', sql });

const TIME = 'coalesce(instant(stageTimestamp), instant(requestReceivedTimestamp), instant("timestamp"))';

export const EVENT_COLUMNS: readonly EventColumn[] = [
  { name: 'is_event', type: 'BOOLEAN', sql: IS_EVENT },
  { name: 'time', type: 'TIMESTAMP', sql: TIME },
  { name: '__time__', type: 'BIGINT', sql: `CAST(floor(epoch(${TIME})) AS BIGINT)` },
  text('level'),
  text('auditID', `nullif(auditID, '')`),
  text('stage'),
  text('requestURI'),
  text('verb'),
  text('user.username', '"user".username'),
  text('impersonatedUser.username'),
  text('sourceIP', 'sourceIPs[1]'),
  // NULL where it is the list of that one address
  text('sourceIPs', `nullif(CAST(to_json(sourceIPs) AS VARCHAR), '["' || sourceIPs[1] || '"]')`),
  text('userAgent'),
  text('objectRef.resource'),
  text('objectRef.subresource'),
  text('objectRef.namespace'),
  text('objectRef.name'),
  text('objectRef.apiGroup'),
  // one with a fraction is no value of an integer index, and is not rounded
  {
    name: 'responseStatus.code',
    type: 'BIGINT',
    sql: 'CASE WHEN responseStatus.code % 1 = 0 THEN TRY_CAST(responseStatus.code AS BIGINT) END',
  },
  text('annotations.authorization.k8s.io/decision', 'annotations."authorization.k8s.io/decision"'),
  text('annotations.authorization.k8s.io/reason', 'annotations."authorization.k8s.io/reason"'),
];

/**
 * `instant(text)`: a time in UTC, NULL where it is none or none that a calendar shows (a log may say "infinity"). Times end
 * in Z; those with an offset take the slow way.
 */
const INSTANT = `CREATE MACRO calendar(t) AS CASE WHEN t BETWEEN TIMESTAMP '0001-01-02' AND TIMESTAMP '9999-12-30' THEN t END;
CREATE MACRO instant(s) AS calendar(CASE WHEN suffix(s, 'Z') THEN try_cast(s AS TIMESTAMP) ELSE CAST(try_cast(s AS TIMESTAMPTZ) AS TIMESTAMP) END)`;

/** Statements that make the empty table `line`: one row per non-blank line (or value) of the log, events or not. */
export const CREATE_LINE = `${INSTANT};
CREATE TABLE line (${EVENT_COLUMNS.map(c => `${quoted(c.name)} ${c.type}`).join(', ')})`;

/** What a file of JSON lines gives; lines that are no JSON give rows of NULL. */
const readLines = (file: string, largestObject: number, more: Readonly<Record<string, string>> = {}): string => {
  const columns = Object.entries({ ...more, ...MEMBER_TYPES }).map(([name, type]) => `${quoted(name)}: ${literal(type)}`);
  return `read_json(${literal(file)}, format = 'newline_delimited', compression = 'uncompressed', ignore_errors = true, maximum_object_size = ${largestObject}, columns = {${columns.join(', ')}})`;
};

/** Appends the rows of a file; row numbers follow its non-blank lines. */
export const insertLines = (file: string, largestObject: number): string =>
  `INSERT INTO line SELECT ${EVENT_COLUMNS.map(c => c.sql).join(', ')} FROM ${readLines(file, largestObject)}`;

/** Overwrites the rows that a file of JSON lines with a member `row` names. */
export const repairLines = (file: string, largestObject: number): string => {
  const values = EVENT_COLUMNS.map((c, i) => `${c.sql} AS c${i}`);
  const assignments = EVENT_COLUMNS.map((c, i) => `${quoted(c.name)} = repaired.c${i}`);
  return `UPDATE line SET ${assignments.join(', ')} FROM (SELECT "row" AS repaired_row, ${values.join(', ')} FROM ${readLines(file, largestObject, { row: 'BIGINT' })}) AS repaired WHERE line.rowid = repaired.repaired_row`;
};
