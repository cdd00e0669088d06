import { html, nothing, type TemplateResult } from 'lit';
import type { SimulationView, TraceStepView } from '../../../server/protocol/simulation.ts';
import { levelMark } from '../shared/level-mark.ts';
import type { SimulatorActions } from './simulator-state.ts';

/** The rules that were tried, in order: of each the field that failed, struck, beside what the request has there. */
export function trace({ trace: steps, rule }: SimulationView, rules: number, actions: SimulatorActions): TemplateResult {
  const left = rules - steps.length;
  return html`<h2 id="tried">Rules tried</h2>
    <ol class="list trace" aria-labelledby="tried">${steps.map(step => traceRow(step, actions))}
      ${
        rule === null
          ? html`<li class="row matched"><span class="number"></span>${levelMark('None')}<span class="decides">no rule matches: the level is None</span></li>`
          : nothing
      }
    </ol>
    ${left > 0 ? html`<p class="quiet">${left === 1 ? 'The rule after it is' : `The ${left} rules after it are`} not looked at.</p>` : nothing}`;
}

function traceRow(step: TraceStepView, actions: SimulatorActions): TemplateResult {
  const number = step.rule + 1;
  const title = step.failed
    ? `Rule ${number}, ${step.level}: ${step.failed.selector} wants ${step.failed.wanted.join(', ')}; the request has ${step.failed.found}`
    : `Rule ${number}, ${step.level}: decides this request`;
  return html`<li><button class=${step.matched ? 'row matched' : 'row'} title="${title}. Click to show the rule." @click=${() => actions.reveal(step.place)}>
    <span class="number">${number}</span>${levelMark(step.level)}
    ${
      step.failed
        ? html`<span class="field">${step.failed.selector}</span>
          <s class="machine wanted ellipsis">${shortList(step.failed.wanted)}</s>
          <span class="found ellipsis"><span class="quiet">request has</span> <span class="machine">${step.failed.found}</span></span>`
        : html`<span class="decides">decides this request</span>`
    }
  </button></li>`;
}

const shortList = (words: readonly string[]) =>
  words.length <= 4 ? words.join(', ') : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;
