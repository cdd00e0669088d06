import { quoted } from '../../query/duckdb/sql-text.ts';
import { isObject, type JsonObject } from './audit-event.ts';

/** What a member holds that is read of an event; an object holds members of its own. */
type MemberKind = 'text' | 'texts' | 'number' | Members;
type Members = { readonly [name: string]: MemberKind };

/**
 * Members that are read of every event. Bodies are not among them: they are most of a log, no panel needs them, and the
 * inspector reads the event from the file.
 */
const MEMBERS: Members = {
  kind: 'text',
  apiVersion: 'text',
  level: 'text',
  auditID: 'text',
  stage: 'text',
  requestURI: 'text',
  verb: 'text',
  user: { username: 'text' },
  impersonatedUser: { username: 'text' },
  sourceIPs: 'texts',
  userAgent: 'text',
  objectRef: { resource: 'text', subresource: 'text', namespace: 'text', name: 'text', apiGroup: 'text' },
  responseStatus: { code: 'number' },
  requestReceivedTimestamp: 'text',
  stageTimestamp: 'text',
  // before v1beta1
  timestamp: 'text',
  annotations: { 'authorization.k8s.io/decision': 'text', 'authorization.k8s.io/reason': 'text' },
};

const SQL_TYPES = { text: 'VARCHAR', texts: 'VARCHAR[]', number: 'DOUBLE' };

/** The SQL type of every member, as the reader of JSON takes it. */
export const MEMBER_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(MEMBERS).map(([name, kind]) => [name, sqlType(kind)]),
);

function sqlType(kind: MemberKind): string {
  if (typeof kind === 'string') return SQL_TYPES[kind];
  const members = Object.entries(kind).map(([name, inner]) => `${quoted(name)} ${sqlType(inner)}`);
  return `STRUCT(${members.join(', ')})`;
}

/** The members that are read of an event, each in a form that the reader takes; what has none is left out. */
export const readableMembers = (event: JsonObject): JsonObject => readable(event, MEMBERS) as JsonObject;

function readable(value: unknown, kind: MemberKind): unknown {
  if (kind === 'text') return text(value);
  if (kind === 'number') return number(value);
  if (kind === 'texts') return Array.isArray(value) ? value.map(item => text(item) ?? null) : undefined;
  return isObject(value)
    ? Object.fromEntries(Object.entries(kind).map(([name, inner]) => [name, readable(value[name], inner)]))
    : undefined;
}

/** A scalar as text; lone surrogates, which the database refuses, become replacement characters. */
const text = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/\p{Surrogate}/gu, '\ufffd');

function number(value: unknown): number | undefined {
  const written = typeof value === 'string' ? value.trim() : value;
  const read = typeof written === 'number' || (typeof written === 'string' && written !== '') ? Number(written) : Number.NaN;
  return Number.isFinite(read) ? read : undefined;
}
