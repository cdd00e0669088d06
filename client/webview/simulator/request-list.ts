import { html, nothing, type TemplateResult } from 'lit';
import type { SimulationView } from '../../../server/protocol/simulation.ts';
import { levelMark } from '../shared/level-mark.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';

/** Whether anything of the request reaches the log. */
export const isRecorded = (simulation: SimulationView): boolean => simulation.stages.some(stage => !stage.omitted);

/** The level that is seen in the log. */
export const seenLevel = (simulation: SimulationView): string => (isRecorded(simulation) ? simulation.level : 'None');

/** A kubectl command sends several requests: each with its mark, the one that is shown is chosen. */
export function requestList({ result, selected }: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  if (result?.kind !== 'simulated' || result.simulations.length < 2) return nothing;
  const { simulations } = result;
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(simulations.length - 1, Math.max(0, selected + step));
    actions.select(next);
    (event.currentTarget as HTMLElement).querySelectorAll('li')[next]?.focus();
  };
  return html`<h2 id="sent">${simulations.length} requests, in this order</h2>
    <ul class="list" role="listbox" aria-labelledby="sent" @keydown=${move}>${simulations.map(
      (simulation, i) => html`<li role="option" aria-selected=${i === selected} tabindex=${i === selected ? 0 : -1} class="row"
        @click=${() => actions.select(i)} title=${simulation.note ?? simulation.httpLine ?? simulation.title}>
        ${levelMark(seenLevel(simulation))}<span class="machine ellipsis">${simulation.title}</span></li>`,
    )}</ul>`;
}
