import { type QueryViewMessage, RESULT_FORMS, type ResultForm } from '../../server/protocol/query-view.ts';

/**
 * Messages of the view are input like any other: one is taken only if it has exactly the shape that the protocol gives it. The
 * view shows hostile text; if such text ever got hold of it, it could still ask for nothing but what is listed here.
 */

/** A picture of a chart as base64, or rows as text. */
const MAX_CONTENT = 128_000_000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown, most = MAX_CONTENT): value is string => typeof value === 'string' && value.length <= most;

/** The message, or `null` where it is none of ours. */
export function checkQueryMessage(value: unknown): QueryViewMessage | null {
  if (!isFields(value)) return null;
  switch (value.kind) {
    case 'ready':
    case 'run':
    case 'explain':
    case 'cancel':
    case 'chooseLog':
    case 'showOutput':
      return { kind: value.kind };
    case 'reveal':
      return isCount(value.start) && isCount(value.end) ? { kind: 'reveal', start: value.start, end: value.end } : null;
    case 'copy':
      return isText(value.text) ? { kind: 'copy', text: value.text } : null;
    case 'export':
      return RESULT_FORMS.includes(value.form as ResultForm) ? { kind: 'export', form: value.form as ResultForm } : null;
    case 'picture':
      return (value.form === 'svg' || value.form === 'png') && isText(value.content)
        ? { kind: 'picture', form: value.form, content: value.content }
        : null;
    case 'event':
      return checkEvent(value);
    case 'openEvent':
      return isCount(value.row) ? { kind: 'openEvent', row: value.row } : null;
    default:
      return null;
  }
}

function checkEvent({ id, row, auditID }: Fields): QueryViewMessage | null {
  if (!isCount(id) || !(row === null || isCount(row)) || !(auditID === null || isText(auditID, 10_000))) return null;
  return { kind: 'event', id, row, auditID };
}
