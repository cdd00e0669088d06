import { html, nothing, type TemplateResult } from 'lit';
import type { KnownValues } from '../../../server/protocol/language.ts';
import type { SimulationView } from '../../../server/protocol/simulation.ts';
import { fieldsOf, fieldText, type RequestField } from './edit-field.ts';
import type { SimulatorActions } from './simulator-state.ts';
import type { Suggestion } from './suggest-input.ts';

const LABELS: Readonly<Record<RequestField, string>> = {
  verb: 'verb',
  resource: 'resource',
  apiGroup: 'API group',
  namespace: 'namespace',
  name: 'name',
  path: 'path',
};

/** What an empty field means to a policy. */
const EMPTY: Readonly<Record<RequestField, string>> = {
  verb: 'none',
  resource: 'none',
  apiGroup: 'core',
  namespace: 'all or none',
  name: 'none',
  path: 'none',
};

/** The fields as the policy reads them, each a chip that can be edited: the request becomes what they say. */
export function requestFields(simulation: SimulationView, known: KnownValues | undefined, actions: SimulatorActions): TemplateResult {
  const { attributes } = simulation;
  const edit = (field: RequestField) => (event: CustomEvent<string>) => actions.editField(simulation, field, event.detail);
  return html`<div class="chips" role="group" aria-label="Fields of the request">${fieldsOf(attributes).map(
    field => html`<label class="chip"><span>${LABELS[field]}</span>
      <suggest-input label=${LABELS[field]} placeholder=${EMPTY[field]} .value=${fieldText(attributes, field)}
        .suggestions=${known ? suggestionsFor(field, known, attributes.apiGroup) : []} @edited=${edit(field)}></suggest-input></label>`,
  )}</div>
  ${simulation.httpLine ? html`<p class="machine quiet ellipsis" title=${simulation.httpLine}>${simulation.httpLine}</p>` : nothing}
  ${simulation.note ? html`<p class="note"><span class="codicon codicon-info" aria-hidden="true"></span> ${simulation.note}</p>` : nothing}`;
}

function suggestionsFor(field: RequestField, known: KnownValues, group: string): readonly Suggestion[] {
  const plain = (values: readonly string[]) => values.map(value => ({ value }));
  switch (field) {
    case 'verb':
      return plain(known.verbs);
    case 'resource': {
      const ofGroup = known.resources.filter(resource => resource.group === group);
      const others = known.resources.filter(resource => resource.group !== group);
      return [...ofGroup, ...others].map(resource => ({ value: resource.name, detail: resource.group || 'core' }));
    }
    case 'apiGroup':
      return plain(known.apiGroups);
    case 'namespace':
      return plain(known.namespaces);
    case 'path':
      return plain(known.paths);
    case 'name':
      return [];
  }
}
