export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a JSON value is an audit event: one that says so, or an item of an `EventList`, which carries neither kind nor
 * apiVersion. `IS_EVENT` says the same of a row.
 */
export function isAuditEvent(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const { kind, apiVersion, auditID } = value;
  if (kind === 'Event') return typeof apiVersion === 'string' && apiVersion.startsWith('audit.k8s.io/');
  return (kind ?? null) === null && (apiVersion ?? null) === null && (auditID ?? null) !== null;
}

/** Whether a JSON value is what the API server's webhook backend sends: a list of events. */
export const isEventList = (value: unknown): value is JsonObject =>
  isObject(value) &&
  value.kind === 'EventList' &&
  typeof value.apiVersion === 'string' &&
  value.apiVersion.startsWith('audit.k8s.io/') &&
  (value.items === null || value.items === undefined || Array.isArray(value.items));

/** The SQL of `isAuditEvent` over the columns of a file; never NULL. */
export const IS_EVENT = `coalesce(CASE WHEN kind = 'Event' THEN apiVersion LIKE 'audit.k8s.io/%' ELSE kind IS NULL AND apiVersion IS NULL AND auditID IS NOT NULL END, false)`;
