import { EVENT_SORTS, type EventSort, FILTER_FIELDS, type FilterField, type LogScope } from '../../server/protocol/log.ts';
import type { EventQuery } from '../../server/protocol/log-engine.ts';
import { REPORT_FORMS, type ReportForm, type ViewMessage, type ViewRequest } from '../../server/protocol/report-view.ts';

/**
 * Messages of a view are input like any other: a message is taken only if it has exactly the shape that the protocol gives
 * it. A view shows hostile text; if such text ever got hold of it, it could still ask for nothing but what is listed here.
 */

/** Larger than any honest selection of filters. */
const MAX_FILTERS = 200;
const MAX_ROWS = 1000;
/** A picture of a chart as base64. */
const MAX_CONTENT = 64_000_000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isText = (value: unknown, most = MAX_CONTENT): value is string => typeof value === 'string' && value.length <= most;
const isTime = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isFinite(value));

/** The message, or `null` where it is none of ours. */
export function checkMessage(value: unknown): ViewMessage | null {
  if (!isFields(value)) return null;
  switch (value.kind) {
    case 'ready':
    case 'cancelLoad':
    case 'reload':
    case 'showOutput':
    case 'openAsText':
    case 'copyReport':
      return { kind: value.kind };
    case 'exportReport':
      return REPORT_FORMS.includes(value.form as ReportForm) ? { kind: 'exportReport', form: value.form as ReportForm } : null;
    case 'cancel':
      return isCount(value.id) ? { kind: 'cancel', id: value.id } : null;
    case 'request': {
      const request = checkRequest(value.request);
      return isCount(value.id) && request ? { kind: 'request', id: value.id, request } : null;
    }
    case 'openQuery':
      return isText(value.query) ? { kind: 'openQuery', query: value.query } : null;
    case 'openEvent':
      return isCount(value.row) ? { kind: 'openEvent', row: value.row } : null;
    case 'copy':
      return isText(value.text) ? { kind: 'copy', text: value.text } : null;
    case 'save':
      return checkSave(value);
    default:
      return null;
  }
}

function checkSave({ suggestedName, encoding, content }: Fields): ViewMessage | null {
  // a name, never a path
  if (!isText(suggestedName, 200) || !/^[\w-][\w .-]*$/.test(suggestedName)) return null;
  if (!isText(content) || (encoding !== 'utf8' && encoding !== 'base64')) return null;
  return { kind: 'save', suggestedName, encoding, content };
}

function checkRequest(value: unknown): ViewRequest | null {
  if (!isFields(value)) return null;
  switch (value.kind) {
    case 'report': {
      const scope = checkScope(value.scope);
      return scope && { kind: 'report', scope };
    }
    case 'events': {
      const query = checkQuery(value.query);
      return query && { kind: 'events', query };
    }
    case 'event':
      return isCount(value.row) ? { kind: 'event', row: value.row } : null;
    case 'profile': {
      const scope = checkScope(value.scope);
      const { field, limit } = value;
      return scope && isField(field) && isCount(limit, MAX_ROWS) ? { kind: 'profile', field, scope, limit } : null;
    }
    default:
      return null;
  }
}

const isField = (value: unknown): value is FilterField => FILTER_FIELDS.includes(value as FilterField);

function checkQuery(value: unknown): EventQuery | null {
  if (!isFields(value)) return null;
  const { sort, descending, offset, limit } = value;
  const scope = checkScope(value.scope);
  if (!scope || !EVENT_SORTS.includes(sort as EventSort) || typeof descending !== 'boolean') return null;
  return isCount(offset) && isCount(limit, MAX_ROWS) ? { scope, sort: sort as EventSort, descending, offset, limit } : null;
}

function checkScope(value: unknown): LogScope | null {
  if (!isFields(value)) return null;
  const { filters, from, to, timeZone } = value;
  if (!Array.isArray(filters) || filters.length > MAX_FILTERS || !isTime(from) || !isTime(to) || !isText(timeZone, 100)) return null;
  const checked = filters.map((filter: unknown) => {
    if (!isFields(filter) || !isField(filter.field) || !isText(filter.value, 1_000_000)) return null;
    return { field: filter.field, value: filter.value, ...(filter.exclude === true && { exclude: true }) };
  });
  if (checked.includes(null)) return null;
  return { filters: checked.filter(f => f !== null), timeZone, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
