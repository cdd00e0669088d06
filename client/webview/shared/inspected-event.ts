import type { Filter, FilterField } from '../../../server/protocol/log.ts';
import type { EventView } from '../../../server/protocol/report-view.ts';

/** What an event says first: who did what, from where, with which outcome and why it was allowed. */
export interface EventSummary {
  readonly title: string;
  readonly status: number | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** The conditions that keep every event of the same object, and of the same user; `null` where the event names none. */
  readonly object: readonly Filter[] | null;
  readonly user: readonly Filter[] | null;
}

export type ReadEvent = { readonly value: unknown; readonly summary: EventSummary } | { readonly unreadable: string };

const read = new WeakMap<EventView, ReadEvent>();

/** The event's text as a value; read once. A text that was cut or is damaged is only shown raw. */
export function readEvent(event: EventView): ReadEvent {
  let known = read.get(event);
  if (!known) {
    known = parse(event);
    read.set(event, known);
  }
  return known;
}

function parse(event: EventView): ReadEvent {
  if (event.cut) return { unreadable: 'This event is too large for a tree; open it in an editor to see all of it.' };
  try {
    const value: unknown = JSON.parse(event.text);
    return { value, summary: summarize(value) };
  } catch (error) {
    return { unreadable: `The text cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const field = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (v, key) => (typeof v === 'object' && v !== null && Object.hasOwn(v, key) ? (v as Record<string, unknown>)[key] : undefined),
    value,
  );

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

const conditions = (values: Partial<Record<FilterField, string>>): readonly Filter[] =>
  Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : [{ field: name as FilterField, value }]));

export function summarize(event: unknown): EventSummary {
  const ref = (name: string) => text(field(event, 'objectRef', name));
  const resource = [ref('resource'), ref('subresource')].filter(Boolean).join('/');
  const target = resource === '' ? text(field(event, 'requestURI')) : [resource, ref('name')].filter(Boolean).join(' ');
  const username = text(field(event, 'user', 'username'));
  const code = field(event, 'responseStatus', 'code');
  const groups = field(event, 'user', 'groups');
  const addresses = field(event, 'sourceIPs');
  const reason = text(field(event, 'annotations', 'authorization.k8s.io/reason'));
  const decision = text(field(event, 'annotations', 'authorization.k8s.io/decision'));
  const facts = [
    ['namespace', ref('namespace')],
    ['user', username],
    ['as', text(field(event, 'impersonatedUser', 'username'))],
    ['groups', Array.isArray(groups) ? groups.map(g => text(g) || '""').join(', ') : ''],
    ['from', Array.isArray(addresses) ? addresses.map(text).join(', ') : ''],
    ['with', text(field(event, 'userAgent'))],
    ['decision', [decision, reason].filter(Boolean).join(': ')],
    ['message', text(field(event, 'responseStatus', 'message'))],
  ] as const;
  return {
    title: [text(field(event, 'verb')), target].filter(Boolean).join(' '),
    status: typeof code === 'number' ? code : null,
    object:
      ref('resource') !== '' && ref('name') !== ''
        ? conditions({ namespace: ref('namespace'), resource: ref('resource'), name: ref('name') })
        : null,
    user: username === '' ? null : [{ field: 'user', value: username }],
    facts: facts.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }])),
  };
}
