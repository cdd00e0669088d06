import { html, nothing, type TemplateResult } from 'lit';
import { mainRequest } from '../../../server/kubernetes/kubectl/main-request.ts';
import { levelMark } from '../shared/level-mark.ts';
import { seenLevel } from './seen-level.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';

/** A kubectl command sends several requests: the one it is about first, then the others in their order; one is chosen. */
export function requestList({ result, selected }: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  if (result?.kind !== 'simulated' || result.simulations.length < 2) return nothing;
  const { simulations } = result;
  const main = mainRequest(simulations);
  const order = [main, ...simulations.map((_, i) => i).filter(i => i !== main)];
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(order.length - 1, Math.max(0, order.indexOf(selected) + step));
    actions.select(order[next]!);
    (event.currentTarget as HTMLElement).querySelectorAll('li')[next]?.focus();
  };
  return html`<h2 id="sent">Requests of this command <span class="quiet count">the one it is about, then the others in order</span></h2>
    <ul class="list sent" role="listbox" aria-labelledby="sent" @keydown=${move}>${order.map(i => {
      const { title, note, httpLine } = simulations[i]!;
      return html`<li role="option" aria-selected=${i === selected} tabindex=${i === selected ? 0 : -1} class=${i === main ? 'row main' : 'row'}
        @click=${() => actions.select(i)} title=${[httpLine ?? title, note].filter(text => text !== undefined).join('\n')}>
        ${levelMark(seenLevel(simulations[i]!))}<span class="machine ellipsis">${title}</span>${note === undefined ? nothing : html`<span class="quiet ellipsis remark">${note}</span>`}</li>`;
    })}</ul>`;
}
