import { html, type TemplateResult } from 'lit';
import type { SimulateResult } from '../../../server/protocol/language.ts';
import { eventPreview } from './event-preview.ts';
import { pinnedList } from './pinned-list.ts';
import { recentList } from './recent-list.ts';
import { requestFields } from './request-fields.ts';
import { requestForm } from './request-form.ts';
import { requestList } from './request-list.ts';
import type { SimulatorActions, SimulatorState } from './simulator-state.ts';
import { trace } from './trace.ts';
import { verdict } from './verdict.ts';

/** The whole page: the request on the left, what the policy makes of it on the right; one below the other where it is narrow. */
export function simulatorPage(state: SimulatorState, actions: SimulatorActions): TemplateResult {
  const { policy, result, selected } = state;
  const simulation = result?.kind === 'simulated' ? result.simulations[selected] : undefined;
  return html`<main class="simulator">
    <section class="request" aria-label="Request">
      ${requestForm(state, actions)}
      ${simulation ? requestFields(simulation, policy?.known, actions) : ''}
      ${requestList(state, actions)}
      ${pinnedList(state, actions)}
      ${recentList(state, actions)}
      <p class="policy quiet">Policy <span class="machine">${policy?.name ?? '…'}</span>${result?.kind === 'simulated' ? `, ${count(result.rules, 'rule')}, Kubernetes ${result.kubernetesVersion}` : ''}</p>
    </section>
    <section class="answer" aria-label="Answer">${
      simulation && result?.kind === 'simulated'
        ? [verdict(simulation, actions), trace(simulation, result.rules, actions), eventPreview(simulation, actions)]
        : withoutAnswer(result, actions)
    }</section>
  </main>`;
}

/** What stands where an answer would. */
const without = (why: string) => html`<h1 class="hidden">No answer</h1><p class="quiet">${why}</p>`;

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

function withoutAnswer(result: SimulateResult | undefined, actions: SimulatorActions): TemplateResult {
  if (!result) return without('Waiting for the language server…');
  switch (result.kind) {
    case 'simulated':
      return without('This command sends no request to the API server: it works on local files, or only shows help.');
    case 'unreadable':
      return without('The answer stands here as soon as the request can be read.');
    case 'no-policy':
      return html`<h1>No audit policy</h1><p>${result.message}</p>`;
    case 'no-answer':
      return html`<h1>The policy cannot be asked</h1><p>${result.message}</p>
        <p class="quiet">"Auditscope: Show Log" tells more; "Auditscope: Restart Language Server" starts it anew.</p>`;
    case 'refused':
      return html`<h1>kube-apiserver would not load this policy</h1>
        <p>Without a policy it does not start, so no request has an answer.</p>
        <ol class="list">${result.problems.map(
          ({ message, place }) => html`<li><button class="row problem" title="Show in the policy" @click=${() => actions.reveal(place)}>
            <span class="codicon codicon-error" aria-hidden="true"></span><span>${message}</span></button></li>`,
        )}</ol>`;
  }
}
