import { html, nothing, type TemplateResult } from 'lit';
import { groupsOf, splitNames } from './identity.ts';
import { pinOf } from './kept-requests.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';
import './suggest-input.ts';

/** One request of every form that is understood. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['HTTP line', 'GET /api/v1/namespaces/default/pods?watch=1'],
  ['kubectl', 'kubectl exec -n default web-0 -- sh'],
  ['curl', 'curl -X DELETE https://kubernetes.default/api/v1/namespaces/default/secrets/db'],
  ['attributes', 'verb: create\nresource: serviceaccounts\nsubresource: token\nnamespace: default\nname: ci'],
  [
    'audit event',
    '{"kind":"Event","auditID":"…","verb":"list","user":{"username":"alice","groups":["dev","system:authenticated"]},"requestURI":"/api/v1/secrets?limit=500"}',
  ],
];

const PLACEHOLDER = 'An HTTP line, a kubectl or curl command, attributes in YAML or JSON, or an audit event';

/** What is asked: one text for the request, and who sends it. */
export function requestForm(state: SimulatorState, actions: SimulatorActions): TemplateResult {
  const { input, policy, result } = state;
  const trouble = result?.kind === 'unreadable' ? result.message : undefined;
  return html`<div class="titled"><h2 id="request-label">Request</h2>${pinButton(state, actions)}</div>
    <textarea id="text" class="machine" rows="2" spellcheck="false" aria-labelledby="request-label" aria-describedby="trouble"
      aria-invalid=${trouble !== undefined} placeholder=${PLACEHOLDER} .value=${input.request}
      @input=${(event: Event) => actions.edit({ request: (event.target as HTMLTextAreaElement).value })}
      @keydown=${(event: KeyboardEvent) => recall(event, actions)}></textarea>
    <div id="trouble" role="status">${trouble === undefined ? nothing : html`<p class="trouble">${sentence(trouble)}</p>`}</div>
    <p class="examples quiet">Try ${EXAMPLES.map(([name, request], i) => [
      i > 0 ? html`<span aria-hidden="true"> · </span>` : ' ',
      html`<button class="link" @click=${() => actions.edit({ request })}>${name}</button>`,
    ])}</p>
    <div class="who">
      <label for="user">User</label>
      <suggest-input .inputId=${'user'} .value=${input.user ?? ''} ?disabled=${input.user === null}
        .suggestions=${(policy?.known.users ?? []).map(value => ({ value }))}
        @edited=${(event: CustomEvent<string>) => actions.edit({ user: event.detail })}></suggest-input>
      <label for="groups">Groups</label>
      <suggest-input .inputId=${'groups'} list .value=${input.groups.join(', ')} ?disabled=${input.user === null}
        .suggestions=${(policy?.known.groups ?? []).map(value => ({ value }))}
        @edited=${(event: CustomEvent<string>) => actions.edit({ groups: splitNames(event.detail) })}></suggest-input>
      <label class="check"><input type="checkbox" .checked=${input.user === null}
        @change=${(event: Event) => actions.edit(asNobody((event.target as HTMLInputElement).checked))}>
        Authentication fails: the request has no user</label>
    </div>`;
}

function pinButton({ kept, policy, input, result }: SimulatorState, actions: SimulatorActions): TemplateResult {
  const pinned = policy !== undefined && pinOf(kept, policy.uri, input) !== undefined;
  return html`<button class="tool codicon ${pinned ? 'codicon-pinned' : 'codicon-pin'}" aria-pressed=${pinned} ?disabled=${!pinned && result?.kind !== 'simulated'}
    title=${pinned ? 'Unpin this request' : 'Pin this request: its level is watched while the policy is edited'} aria-label="Pin this request" @click=${() => actions.togglePin()}></button>`;
}

/** In the first line the up key goes back to what was asked before, in the last one the down key comes back, as in a shell. */
function recall(event: KeyboardEvent, actions: SimulatorActions): void {
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const field = event.target as HTMLTextAreaElement;
  const { selectionStart, selectionEnd, value } = field;
  const up = event.key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n');
  const down = event.key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n');
  if (!(up || down) || !actions.recall(up ? 1 : -1)) return;
  event.preventDefault();
  // one more press of the same key goes one further
  field.setSelectionRange(up ? 0 : field.value.length, up ? 0 : field.value.length);
}

const asNobody = (fails: boolean) => (fails ? { user: null } : { user: 'alice', groups: groupsOf('alice') });

/** Messages of the reader begin small, so that a place can stand before them. */
const sentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.?]$/.test(message) ? '' : '.'}`;
