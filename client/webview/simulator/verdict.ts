import { html, type TemplateResult } from 'lit';
import type { SimulationView } from '../../../server/protocol/simulation.ts';
import { levelMark } from '../shared/level-mark.ts';
import { seenLevel } from './seen-level.ts';
import type { SimulatorActions } from './simulator-state.ts';

/** The answer: a big mark and one sentence, in which the deciding rule is a link to its place in the policy. */
export function verdict(simulation: SimulationView, actions: SimulatorActions): TemplateResult {
  const { title, user, groups } = simulation;
  const who = user === null ? 'nobody (authentication failed)' : `${user}${groups.length > 0 ? ` (${groups.join(', ')})` : ''}`;
  return html`<div class="verdict">
    <span class="big">${levelMark(seenLevel(simulation))}</span>
    <div class="said">
      <div role="status"><h1>${linked(simulation, actions)}</h1></div>
      <p class="quiet"><span class="machine">${title}</span> by <span class="machine">${who}</span></p>
    </div>
  </div>`;
}

function linked({ sentence, rule, rulePlace }: SimulationView, actions: SimulatorActions): TemplateResult | string {
  const words = rule === null ? '' : `rule ${rule + 1}`;
  const at = rulePlace === null ? -1 : sentence.indexOf(words);
  if (at < 0 || rulePlace === null) return sentence;
  return html`${sentence.slice(0, at)}<button class="link" title="Show ${words} in the policy" @click=${() => actions.reveal(rulePlace)}>${words}</button>${sentence.slice(at + words.length)}`;
}
