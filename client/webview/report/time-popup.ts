import { html, type TemplateResult } from 'lit';
import type { LogScope, LogSummary } from '../../../server/protocol/log.ts';
import { readTime, zonedTime } from '../../../server/reports/charts/time-text.ts';
import { topLayer } from '../shared/top-layer.ts';
import type { ReportActions } from './report-actions.ts';
import type { Popup } from './report-state.ts';

const MINUTE = 60_000;
const PRESETS = [
  ['Last 15 minutes of the log', 15 * MINUTE],
  ['Last hour of the log', 60 * MINUTE],
  ['Last 24 hours of the log', 24 * 60 * MINUTE],
] as const;

/** From and to in the view's time zone, and spans counted back from the log's last event. */
export function timePopup(
  popup: Extract<Popup, { kind: 'time' }>,
  scope: LogScope,
  summary: LogSummary,
  actions: ReportActions,
): TemplateResult {
  const start = scope.from ?? (summary.from === null ? undefined : Date.parse(summary.from));
  const end = scope.to ?? (summary.to === null ? undefined : Date.parse(summary.to));
  const text = (time: number | undefined) => (time === undefined ? '' : zonedTime(time, scope.timeZone));
  const choose = (from: number | undefined, to: number | undefined) => {
    actions.closePopup();
    actions.setTimes(from, to);
  };
  const apply = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [from, to] = ['from', 'to'].map(name => form.elements.namedItem(name) as HTMLInputElement);
    const times = [from, to].map(input => {
      const time = input!.value.trim() === '' ? undefined : readTime(input!.value, scope.timeZone);
      input!.setCustomValidity(time === null ? 'A time is written 2026-01-31 08:00:05; the day alone is enough.' : '');
      return time;
    });
    const wrongOrder = typeof times[0] === 'number' && typeof times[1] === 'number' && times[0] >= times[1];
    if (wrongOrder) to!.setCustomValidity('The end lies before the start.');
    if (!form.reportValidity()) return;
    // what stands there unchanged is the log's own range, no condition
    const changed = (input: HTMLInputElement, time: number | null | undefined, now: number | undefined, was: number | undefined) =>
      input.value === text(was) ? now : (time ?? undefined);
    choose(changed(from!, times[0], scope.from, start), changed(to!, times[1], scope.to, end));
  };
  return html`<div class="popup time" popover="manual" role="dialog" aria-label="Time range" ${topLayer(popup.anchor, actions.closePopup)}>
    <form @submit=${apply} novalidate>
      <label for="time-from">From</label><input id="time-from" name="from" class="machine" autocomplete="off" spellcheck="false" .value=${text(start)}>
      <label for="time-to">To</label><input id="time-to" name="to" class="machine" autocomplete="off" spellcheck="false" .value=${text(end)}>
      <span class="quiet">${scope.timeZone}</span><button class="button" type="submit">Apply</button>
    </form>
    <div class="presets">
      ${PRESETS.map(([label, span]) => {
        const last = summary.to === null ? undefined : Date.parse(summary.to) + 1;
        return html`<button class="preset" ?disabled=${last === undefined} @click=${() => choose(last! - span, undefined)}>${label}</button>`;
      })}
      <button class="preset" @click=${() => choose(undefined, undefined)}>Whole log</button>
    </div>
  </div>`;
}
