export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a JSON value is an audit event: one that says so, or one with an audit ID where kind and apiVersion do not tell
 * otherwise (items of an `EventList` carry neither). `IS_EVENT` says the same of a row.
 */
export function isAuditEvent(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const { kind, apiVersion, auditID } = value;
  if (kind !== 'Event' && (kind ?? null) !== null) return false;
  if ((apiVersion ?? null) === null) return (auditID ?? null) !== null;
  return kind === 'Event' && typeof apiVersion === 'string' && apiVersion.startsWith('audit.k8s.io/');
}

/** Whether a JSON value is what the API server's webhook backend sends: a list of events. */
export const isEventList = (value: unknown): value is JsonObject =>
  isObject(value) &&
  value.kind === 'EventList' &&
  typeof value.apiVersion === 'string' &&
  value.apiVersion.startsWith('audit.k8s.io/') &&
  (value.items === null || value.items === undefined || Array.isArray(value.items));

/** The SQL of `isAuditEvent` over the columns of a file; never NULL. */
export const IS_EVENT = `coalesce(CASE WHEN kind IS NOT NULL AND kind != 'Event' THEN false
  WHEN apiVersion IS NULL THEN auditID IS NOT NULL
  ELSE kind = 'Event' AND apiVersion LIKE 'audit.k8s.io/%' END, false)`;
