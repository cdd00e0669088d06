import { ANNOTATION_FIELDS } from './fields/annotation-fields.ts';
import { EVENT_FIELDS } from './fields/event-fields.ts';
import { COLLECTOR_FIELDS, TIME_FIELDS } from './fields/reserved-fields.ts';
import type { LogField, LogSchema } from './log-field.ts';

/** The fields that an audit event can have as far as they are known beforehand. */
export const LOG_FIELDS: readonly LogField[] = [...TIME_FIELDS, ...EVENT_FIELDS, ...ANNOTATION_FIELDS, ...COLLECTOR_FIELDS];

/** Below these any name can stand: maps with keys of others' choosing. */
const OPEN: readonly (readonly [prefix: string, meaning: string, json: boolean])[] = [
  ['annotations.', 'An annotation.', false],
  ['user.extra.', 'What the authenticator added about the user, a JSON array.', true],
  ['impersonatedUser.extra.', 'A further attribute of who the user acted as, a JSON array.', true],
  ['__tag__:', 'A tag that the collector added.', false],
];

/**
 * What queries can name: the known fields and `more`, which an opened log has besides. Unless that is `complete`, a name
 * below a map, such as `annotations.example.com/team`, is taken for a field too.
 */
export function logSchema(more: readonly LogField[] = [], complete = false): LogSchema {
  const known = new Map(LOG_FIELDS.map(f => [f.name.toLowerCase(), f]));
  for (const field of more) {
    const name = field.name.toLowerCase();
    if (!known.has(name)) known.set(name, field);
  }
  return {
    field: name => known.get(name.toLowerCase()) ?? (complete ? undefined : openField(name)),
    fields: [...known.values()],
    complete,
  };
}

function openField(name: string): LogField | undefined {
  const lower = name.toLowerCase();
  const open = OPEN.find(([prefix]) => lower.startsWith(prefix.toLowerCase()) && lower.length > prefix.length);
  return open && { name: open[0] + name.slice(open[0].length), type: 'varchar', meaning: open[1], ...(open[2] && { json: true }) };
}
