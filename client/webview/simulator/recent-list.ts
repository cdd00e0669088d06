import { html, nothing, type TemplateResult } from 'lit';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';

/** What was asked before, folded: the arrow keys in the field bring it back too. */
export function recentList({ kept }: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  if (kept.history.length === 0) return nothing;
  return html`<details class="recent"><summary><h2>Recent requests</h2> <span class="quiet">↑ in the field brings them back</span></summary>
    <ul class="list" aria-label="Recent requests">${kept.history.map(
      input => html`<li><button class="row" title="${input.request}\nby ${input.user ?? 'nobody'}" @click=${() => actions.recallInput(input)}>
        <span class="machine ellipsis">${input.request.split('\n').join(', ')}</span><span class="quiet ellipsis by">${input.user ?? 'nobody'}</span></button></li>`,
    )}</ul></details>`;
}
