import { html, nothing, type TemplateResult } from 'lit';
import type { BodyView, RecordedEventView, SimulationView } from '../../../server/protocol/simulation.ts';
import { jsonTree } from './json-lines.ts';
import type { SimulatorActions } from './simulator-state.ts';

/** The event of every stage the request passes, with what the level leaves out greyed and named. */
export function eventPreview(simulation: SimulationView, actions: SimulatorActions): TemplateResult {
  const last = simulation.stages.filter(stage => !stage.omitted).at(-1);
  return html`<h2>Events</h2>${simulation.stages.map(stage =>
    stage.omitted ? omittedStage(stage, simulation) : recordedStage(stage, stage === last, simulation, actions),
  )}`;
}

function omittedStage({ stage }: RecordedEventView, { level, rule }: SimulationView): TemplateResult {
  const why = level !== 'None' ? 'omitStages leaves it out' : rule === null ? 'no rule matches' : 'the level is None';
  return html`<div class="stage omitted"><span class="machine">${stage}</span> <span class="quiet">not recorded: ${why}</span></div>`;
}

function recordedStage(
  stage: RecordedEventView,
  open: boolean,
  { omitManagedFields }: SimulationView,
  actions: SimulatorActions,
): TemplateResult {
  const json = JSON.stringify(stage.event, null, 2);
  const bodies = stage.requestObject.recorded || stage.responseObject.recorded;
  return html`<details class="stage" ?open=${open}>
    <summary><span class="machine">${stage.stage}</span> <span class="quiet">recorded</span></summary>
    <button class="tool codicon codicon-copy" title="Copy event" aria-label="Copy the event of ${stage.stage}" @click=${() => actions.copy(json)}></button>
    <div class="json machine">${jsonTree(stage.event)}
      ${bodyLine('requestObject', stage.requestObject)}
      ${bodyLine('responseObject', stage.responseObject)}
      <div class="json-line left-out">${KNOWN_LATER.join(', ')}${stage.stage === 'RequestReceived' ? '' : ', responseStatus, annotations'}: known only when it happens</div>
      ${bodies && omitManagedFields ? html`<div class="json-line left-out">metadata.managedFields: left out of both bodies by omitManagedFields</div>` : nothing}
    </div>
  </details>`;
}

const KNOWN_LATER = ['auditID', 'requestReceivedTimestamp', 'stageTimestamp', 'sourceIPs', 'userAgent'];

const bodyLine = (name: string, body: BodyView) =>
  body.recorded
    ? html`<div class="json-line"><span class="key">"${name}"</span>: { … } <span class="quiet">${body.reason}</span></div>`
    : html`<div class="json-line left-out"><s>${name}</s>: ${body.reason}</div>`;
