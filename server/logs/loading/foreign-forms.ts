import { isObject, type JsonObject } from './audit-event.ts';

interface ForeignForm {
  /** What the text is, to follow "found". */
  readonly name: string;
  readonly is: (value: JsonObject) => boolean;
}

/** Forms in which audit events (or what looks like them) travel and which are no audit log as the API server writes it. */
const FOREIGN_FORMS: readonly ForeignForm[] = [
  {
    name: 'an event in ViaQ form (OpenShift cluster logging), in which "level" is no longer the audit level',
    is: v => 'k8s_audit_level' in v || ('@timestamp' in v && 'log_type' in v),
  },
  { name: 'OpenTelemetry log data (resourceLogs)', is: v => 'resourceLogs' in v },
  { name: 'a Google Cloud audit log entry (protoPayload)', is: v => 'protoPayload' in v },
  {
    name: 'an Azure diagnostic record (kube-audit), whose event is a text in properties.log',
    is: v => isObject(v.properties) && 'log' in v.properties,
  },
  { name: 'an event as Panther stores it, with p_ fields', is: v => 'p_log_type' in v || 'p_event_time' in v },
  { name: 'a CloudWatch record', is: v => 'logEvents' in v || ('logStream' in v && 'message' in v) },
  { name: 'an SLS record, with flattened names', is: v => '__time__' in v || '__topic__' in v },
  { name: 'an Elasticsearch document', is: v => isObject(v._source) },
  { name: 'an AdmissionReview, which is what admission webhooks receive', is: v => v.kind === 'AdmissionReview' },
  {
    name: 'an event of the Kubernetes events API, not an audit event',
    is: v => v.kind === 'Event' && (v.apiVersion === 'v1' || v.apiVersion === 'events.k8s.io/v1'),
  },
];

/** Which envelope or look-alike a value is; `undefined` where it is none that we know. */
export const foreignForm = (value: JsonObject): string | undefined => FOREIGN_FORMS.find(form => form.is(value))?.name;

/** What a JSON value is that is no audit event, to follow "found". */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a JSON array';
  if (!isObject(value)) return value === null ? 'the JSON value null' : `a JSON ${typeof value === 'string' ? 'text' : typeof value}`;
  const known = foreignForm(value);
  if (known !== undefined) return known;
  const { kind, apiVersion } = value;
  if (kind !== undefined && typeof kind !== 'string') return `a JSON object whose kind is no text`;
  if (typeof kind === 'string' && typeof apiVersion === 'string')
    return `a JSON object of kind ${excerpt(kind)} and apiVersion ${excerpt(apiVersion)}`;
  if (typeof kind === 'string') return `a JSON object of kind ${excerpt(kind)} without an apiVersion`;
  const names = Object.keys(value).slice(0, 4).map(excerpt);
  return names.length === 0 ? 'an empty JSON object' : `a JSON object with ${names.join(', ')}`;
}

/** A piece of a log inside a message: quoted, short, without control characters. */
export function excerpt(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return JSON.stringify(plain.length > 60 ? `${plain.slice(0, 59)}…` : plain);
}
