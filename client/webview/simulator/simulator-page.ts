import { html, nothing, type TemplateResult } from 'lit';
import type { SimulateResult } from '../../../server/protocol/language.ts';
import type { SimulationView } from '../../../server/protocol/simulation.ts';
import { levelMark } from '../shared/level-mark.ts';
import { answer, isRecorded } from './answer.ts';
import type { SimulatorActions } from './main.ts';
import type { SimulatorState } from './simulator-state.ts';

/** The whole page: the request on the left, what the policy makes of it on the right. */
export function simulatorPage(state: SimulatorState, actions: SimulatorActions): TemplateResult {
  return html`<main class="simulator">
    <section class="request" aria-label="Request">${requestForm(state, actions)} ${requestList(state, actions)}</section>
    <section class="answer" aria-label="Answer" aria-live="polite">${answerPart(state, actions)}</section>
  </main>`;
}

const value = (event: Event) => (event.target as HTMLInputElement).value;

function requestForm({ input, policy }: SimulatorState, actions: SimulatorActions): TemplateResult {
  const unauthenticated = input.user === null;
  return html`<h1>Request</h1>
    <label for="text">HTTP line, kubectl command, attributes or an audit event</label>
    <textarea id="text" class="machine" rows="4" spellcheck="false" .value=${input.request}
      placeholder="GET /api/v1/namespaces/default/pods?watch=1" @input=${(e: Event) => actions.edit({ request: value(e) })}></textarea>
    <div class="fields">
      <label for="user">User</label>
      <input id="user" class="machine" list="users" spellcheck="false" .value=${input.user ?? ''} ?disabled=${unauthenticated}
        @input=${(e: Event) => actions.edit({ user: value(e) })}>
      <label for="groups">Groups</label>
      <input id="groups" class="machine" list="group-names" spellcheck="false" .value=${input.groups.join(', ')} ?disabled=${unauthenticated}
        @change=${(e: Event) => actions.edit({ groups: splitGroups(value(e)) })}>
      <span></span>
      <label class="check"><input type="checkbox" id="unauthenticated" .checked=${unauthenticated}
        @change=${(e: Event) => actions.edit({ user: (e.target as HTMLInputElement).checked ? null : 'alice' })}>
        Authentication fails (no user)</label>
    </div>
    <datalist id="users">${policy?.identities.users.map(u => html`<option value=${u}></option>`)}</datalist>
    <datalist id="group-names">${policy?.identities.groups.map(g => html`<option value=${g}></option>`)}</datalist>
    ${policy ? html`<p class="quiet">Policy <span class="machine">${policy.name}</span>, Kubernetes ${policy.kubernetesVersion}</p>` : nothing}`;
}

const splitGroups = (text: string) =>
  text
    .split(',')
    .map(g => g.trim())
    .filter(g => g !== '');

/** A kubectl command sends several requests: each with its mark, the one shown is marked. */
function requestList({ result, selected }: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  if (result?.kind !== 'simulated' || result.simulations.length < 2) return nothing;
  return html`<h2>${result.simulations.length} requests are sent</h2>
    <ul class="list" role="listbox" aria-label="Requests">${result.simulations.map(
      (s, i) => html`<li role="option" aria-selected=${i === selected} tabindex="0" class=${i === selected ? 'row selected' : 'row'}
        @click=${() => actions.select(i)} @keydown=${(e: KeyboardEvent) => (e.key === 'Enter' || e.key === ' ') && actions.select(i)}>
        ${levelMark(isRecorded(s) ? s.level : 'None')}<span class="machine cut" title=${s.title}>${s.title}</span></li>`,
    )}</ul>`;
}

function answerPart(state: SimulatorState, actions: SimulatorActions): TemplateResult | typeof nothing {
  const { result, selected } = state;
  if (!result) return html`<p class="quiet">Waiting for the language server…</p>`;
  if (result.kind !== 'simulated') return trouble(result);
  const shown: SimulationView | undefined = result.simulations[selected];
  if (!shown) return html`<p class="quiet">This command sends no request to the API server.</p>`;
  return answer(shown, actions);
}

function trouble(result: Exclude<SimulateResult, { kind: 'simulated' }>): TemplateResult {
  if (result.kind === 'refused') {
    return html`<h1 class="problem">kube-apiserver would not load this policy</h1>
      ${result.messages.map(m => html`<p class="message">${m}</p>`)}`;
  }
  const title = result.kind === 'unreadable' ? 'This request cannot be read' : 'No audit policy';
  return html`<h1 class="problem">${title}</h1><p class="message">${result.message}</p>`;
}
