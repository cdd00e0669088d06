import { html, nothing, type TemplateResult } from 'lit';
import type { BodyView, RecordedEventView, SimulationView, TraceStepView } from '../../../server/protocol/simulation.ts';
import { levelMark } from '../shared/level-mark.ts';
import type { SimulatorActions } from './main.ts';

/** Whether anything of the request reaches the log. */
export const isRecorded = (simulation: SimulationView): boolean => simulation.stages.some(s => !s.omitted);

/** What the policy does with one request: the level, the sentence, the fields, the rules tried, the events written. */
export function answer(simulation: SimulationView, actions: SimulatorActions): TemplateResult {
  return html`<div class="verdict">
      <span class="big">${levelMark(isRecorded(simulation) ? simulation.level : 'None')}</span>
      <div>
        <h1>${simulation.sentence}</h1>
        <p class="machine quiet">${simulation.title}</p>
      </div>
    </div>
    ${simulation.note ? html`<p class="quiet">${simulation.note}</p>` : nothing}
    ${attributeChips(simulation)}
    <h2>Rules tried</h2>
    <ol class="list trace">${simulation.trace.map(step => traceRow(step, actions))}
      ${simulation.rule === null ? html`<li class="row"><span class="number"></span>${levelMark('None')}<span>no rule matched: the implicit level is None</span></li>` : nothing}
    </ol>
    <h2>Events</h2>
    ${simulation.stages.map(stage => stagePart(stage, simulation, actions))}`;
}

/** The fields as the policy reads them; empty ones are said, since they decide too. */
function attributeChips({ attributes, user, groups }: SimulationView): TemplateResult {
  const shown = attributes['isResourceRequest'] ? ['verb', 'apiGroup', 'resource', 'subresource', 'namespace', 'name'] : ['verb', 'path'];
  const fields: [string, string][] = shown.map(f => [f, f === 'apiGroup' && attributes[f] === '' ? 'core' : String(attributes[f] ?? '')]);
  fields.push(['user', user ?? 'none'], ['groups', groups.join(', ')]);
  return html`<dl class="chips">${fields.map(
    ([name, text]) =>
      html`<div class="chip"><dt>${name}</dt><dd class="machine">${text === '' ? html`<span class="quiet">empty</span>` : text}</dd></div>`,
  )}</dl>`;
}

function traceRow(step: TraceStepView, actions: SimulatorActions): TemplateResult {
  const open = () => actions.reveal(step.place);
  return html`<li class=${step.matched ? 'row matched' : 'row'} tabindex="0" title="Show rule ${step.rule + 1} in the policy" @click=${open}
    @keydown=${(e: KeyboardEvent) => e.key === 'Enter' && open()}>
    <span class="number">${step.rule + 1}</span>${levelMark(step.level)}
    ${
      step.failed
        ? html`<span class="reason"><span class="selector">${step.failed.selector}</span>
      <s class="machine" title=${step.failed.wanted.join('\n')}>${shortList(step.failed.wanted)}</s>
      <span class="quiet">request has</span> <span class="machine">${step.failed.found}</span></span>`
        : html`<span class="decides">decides this request</span>`
    }
  </li>`;
}

const shortList = (words: readonly string[]) =>
  words.length <= 3 ? words.join(', ') : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;

function stagePart(stage: RecordedEventView, simulation: SimulationView, actions: SimulatorActions): TemplateResult {
  if (stage.omitted) {
    const why = simulation.level === 'None' ? 'the level is None' : 'omitStages leaves it out';
    return html`<div class="stage omitted"><span class="machine">${stage.stage}</span> <span class="quiet">not recorded: ${why}</span></div>`;
  }
  const json = JSON.stringify(stage.event, null, 2);
  return html`<details class="stage" ?open=${stage.stage === 'ResponseComplete' || simulation.stages.length === 1}>
    <summary><span class="machine">${stage.stage}</span> <span class="quiet">recorded</span></summary>
    <button class="tool codicon codicon-copy" title="Copy event" aria-label="Copy event" @click=${() => actions.copy(json)}></button>
    <pre class="machine">${json.replace(/\n\}$/, ',')}
${bodyLine('requestObject', stage.requestObject)}
${bodyLine('responseObject', stage.responseObject)}
}</pre>
  </details>`;
}

const bodyLine = (name: string, body: BodyView) =>
  html`<span class=${body.recorded ? 'body' : 'body left-out'}>  "${name}": ${body.recorded ? `{ … }  // ${body.reason}` : `// ${body.reason}`}</span>`;
