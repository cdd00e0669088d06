import { html, nothing, type TemplateResult } from 'lit';
import './json-tree.ts';
import type { EventView } from '../../../server/protocol/report-view.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { cutText } from './cut-text.ts';
import type { Inspected, InspectorActions } from './inspected.ts';
import { type EventSummary, type ReadEvent, readEvent } from './inspected-event.ts';
import { inspectorHandle } from './inspector-handle.ts';
import { progressLine } from './progress-line.ts';

/** Characters of the raw form that a view shows at once. */
const RAW = 400_000;

/** One event beside the list: what it says first, then all of it as a tree or as it stands in the log. */
export function inspector(inspected: Inspected, share: number, actions: InspectorActions): TemplateResult {
  const { event, failed, mode, row } = inspected;
  const known = event && readEvent(event);
  const place = event ? `line ${exactNumber(event.line + 1)}${event.file ? ` of ${visibleText(event.file)}` : ''}` : '';
  const onKey = (e: KeyboardEvent) => {
    if (e.key !== 'Escape') return;
    e.stopPropagation();
    actions.closeInspector();
  };
  return html`<aside class="inspector" aria-label="Event" @keydown=${onKey}>
    ${inspectorHandle(share, actions)}
    ${progressLine(!event && failed === undefined)}
    <div class="inspector-head"><h2>Event</h2><span class="quiet">${place}</span><span class="gap"></span>
      <button class="tool codicon codicon-copy" title="Copy event" aria-label="Copy event" ?disabled=${!event} @click=${() => event && actions.tell({ kind: 'copy', text: event.text })}></button>
      <button class="tool codicon codicon-go-to-file" title="Open in editor" aria-label="Open in editor" ?disabled=${row === null} @click=${() => row !== null && actions.tell({ kind: 'openEvent', row })}></button>
      <button class="tool codicon codicon-close" title="Close (Esc)" aria-label="Close the inspector" @click=${() => actions.closeInspector()}></button>
    </div>
    ${failed === undefined ? nothing : html`<div class="state"><p class="problem">${failed}</p></div>`}
    ${event && known ? content(event, known, mode, actions) : nothing}
  </aside>`;
}

function content(event: EventView, known: ReadEvent, mode: Inspected['mode'], actions: InspectorActions): TemplateResult {
  const tree = 'value' in known && mode === 'tree';
  return html`${'value' in known ? summaryPart(known.summary, actions) : html`<p class="quiet inspector-note">${known.unreadable}</p>`}
    <div class="tabs small" role="tablist" aria-label="Forms of the event" @keydown=${(e: KeyboardEvent) => moveMode(e, actions, mode)}>
      <button class="tab" role="tab" data-mode="tree" aria-selected=${tree} tabindex=${tree ? 0 : -1} ?disabled=${!('value' in known)} @click=${() => actions.setInspectorMode('tree')}>Tree</button>
      <button class="tab" role="tab" data-mode="raw" aria-selected=${!tree} tabindex=${tree ? -1 : 0} @click=${() => actions.setInspectorMode('raw')}>Raw</button>
    </div>
    <div class="inspector-body" role="tabpanel" aria-label=${tree ? 'Tree' : 'Raw'}>${
      tree && 'value' in known
        ? html`<json-tree .value=${known.value} .label=${'Event'}></json-tree>`
        : html`<pre class="machine raw" tabindex="0">${rawText(event, known)}</pre>${
            event.text.length > RAW
              ? html`<p class="quiet inspector-note">The first ${exactNumber(RAW)} characters; open the event in an editor to see the rest.</p>`
              : nothing
          }`
    }</div>`;
}

function summaryPart({ title, status, facts, object, user }: EventSummary, actions: InspectorActions): TemplateResult {
  const showOnly = actions.showOnly?.bind(actions);
  const shown = visibleText(title);
  return html`<div class="event-summary">
    <h3 class="machine" title=${shown}>${status === null ? nothing : html`<span class=${status >= 400 ? 'status risk' : 'status'}>${status}</span>`} ${cutText(shown)}</h3>
    <dl>${facts.map(({ name, value }) => html`<dt>${name}</dt><dd class="machine">${visibleText(value)}</dd>`)}</dl>
    ${
      showOnly && (object || user)
        ? html`<p class="event-links">
      ${object ? html`<button class="link" title="Every event of this object, over the whole log" @click=${() => showOnly(object)}>History of this object</button>` : nothing}
      ${user ? html`<button class="link" title="Every event of this user, over the whole log" @click=${() => showOnly(user)}>All by this user</button>` : nothing}
    </p>`
        : nothing
    }
  </div>`;
}

/** The text with line breaks, where it is JSON; otherwise as it stands. */
function rawText(event: EventView, known: ReadEvent): string {
  let text = event.text;
  if ('value' in known && text.length <= RAW) {
    try {
      text = JSON.stringify(known.value, null, 2);
    } catch {
      // nested too deeply to be written again: as it stands in the log
    }
  }
  return text.slice(0, RAW);
}

function moveMode(event: KeyboardEvent, actions: InspectorActions, mode: Inspected['mode']): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const next = mode === 'tree' ? 'raw' : 'tree';
  actions.setInspectorMode(next);
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-mode="${next}"]`)?.focus();
}
