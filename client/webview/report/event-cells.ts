import { html } from 'lit';
import type { EventRow, EventSort, FilterField } from '../../../server/protocol/log.ts';
import { timeCell } from '../../../server/reports/charts/time-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { levelMark } from '../shared/level-mark.ts';
import type { GridCell, GridColumn } from '../shared/row-grid.ts';

type Columns = readonly (GridColumn & { readonly sort?: EventSort })[];

/**
 * The columns of the event list, the telling ones first, since the last ones leave first where room is short. Those a header
 * cannot sort have no order on the engine.
 */
export const EVENT_COLUMNS: Columns = [
  { id: 'time', title: 'Time', min: 172, grow: 0, machine: true, sortable: true },
  { id: 'level', title: 'Level', min: 60, grow: 0, profile: 'level' },
  { id: 'verb', title: 'Verb', min: 118, grow: 0.2, machine: true, sortable: true, profile: 'verb' },
  { id: 'status', title: 'Status', min: 68, grow: 0, machine: true, sortable: true, profile: 'status' },
  { id: 'user', title: 'User', min: 124, grow: 1.2, machine: true, sortable: true, profile: 'user' },
  { id: 'resource', title: 'Resource', min: 112, grow: 1, machine: true, sortable: true, profile: 'resource' },
  { id: 'namespace', title: 'Namespace', min: 100, grow: 0.7, machine: true, sortable: true, profile: 'namespace' },
  { id: 'name', title: 'Name', min: 88, grow: 1, machine: true, profile: 'name' },
  { id: 'address', title: 'Address', min: 108, grow: 0.2, machine: true, sortable: true, profile: 'address' },
  { id: 'stage', title: 'Stage', min: 92, grow: 0, machine: true, profile: 'stage' },
];

/** An event as a row of the list. */
export function eventCells(event: EventRow, timeZone: string): readonly GridCell[] {
  const value = (field: FilterField, text: string | null): GridCell =>
    text === null ? { text: '' } : { text: visibleText(text), filter: { field, value: text } };
  return [
    { text: event.time === null ? '' : timeCell(event.time, timeZone) },
    event.level === null
      ? { text: '' }
      : {
          text: event.level,
          content: html`<span class="value">${levelMark(event.level)}</span>`,
          filter: { field: 'level', value: event.level },
        },
    value('verb', event.verb),
    status(event.status),
    user(event),
    resource(event),
    value('namespace', event.namespace),
    value('name', event.name),
    value('address', event.address),
    stage(event.stage),
  ];
}

/** The words that tell stages apart. */
const STAGES: Readonly<Record<string, string>> = { RequestReceived: 'Received', ResponseStarted: 'Started', ResponseComplete: 'Complete' };

function stage(name: string | null): GridCell {
  if (name === null) return { text: '' };
  const short = STAGES[name];
  return { text: visibleText(name), filter: { field: 'stage', value: name }, ...(short && { short }) };
}

function status(code: number | null): GridCell {
  if (code === null) return { text: '' };
  return { text: String(code), filter: { field: 'status', value: String(code) }, ...(code >= 400 && { tone: 'risk' as const }) };
}

/** `pods/exec`; a request for no resource shows its path instead. */
function resource(event: EventRow): GridCell {
  if (event.resource === null) return { text: visibleText(event.requestURI ?? ''), tone: 'quiet' };
  const text = event.subresource ? `${event.resource}/${event.subresource}` : event.resource;
  return { text: visibleText(text), filter: { field: 'resource', value: event.resource } };
}

function user({ user: name, impersonatedUser }: EventRow): GridCell {
  const text = visibleText(impersonatedUser ? `${name ?? '(none)'} as ${impersonatedUser}` : (name ?? ''));
  return name === null ? { text } : { text, filter: { field: 'user', value: name } };
}
