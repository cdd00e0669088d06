import { html, type TemplateResult } from 'lit';
import { LEVEL_MARKS } from '../../../server/policy/level-marks.ts';
import { splitNames } from '../simulator/identity.ts';
import '../simulator/suggest-input.ts';
import type { MatrixActions, MatrixState } from './matrix-state.ts';

const USUAL_USER = 'alice';

/** Who and where, in one line; below it what is to be seen of the answer, and what the marks mean. */
export function matrixQuestion(state: MatrixState, actions: MatrixActions): TemplateResult {
  const { input, policy, matrix, filter, differing } = state;
  const nobody = input.user === null;
  const offered = (values: readonly string[] | undefined) => (values ?? []).map(value => ({ value }));
  return html`<header>
    <h1 class="hidden">Level matrix of ${policy?.name ?? 'the policy'}</h1>
    <div class="who" role="group" aria-label="Who asks, and where">
      <div class="pair user"><label for="user">User</label>
      <suggest-input .inputId=${'user'} .value=${input.user ?? ''} ?disabled=${nobody} .suggestions=${offered(policy?.known.users)}
        @edited=${(event: CustomEvent<string>) => actions.ask({ user: event.detail })}></suggest-input></div>
      <div class="pair groups"><label for="groups">Groups</label>
      <suggest-input .inputId=${'groups'} list .value=${input.groups.join(', ')} ?disabled=${nobody}
        .suggestions=${offered(policy?.known.groups)}
        @edited=${(event: CustomEvent<string>) => actions.ask({ groups: splitNames(event.detail) })}></suggest-input></div>
      <div class="pair namespace"><label for="namespace">Namespace</label>
      <suggest-input .inputId=${'namespace'} .value=${input.namespace} placeholder="all namespaces"
        .suggestions=${offered(policy?.known.namespaces)}
        @edited=${(event: CustomEvent<string>) => actions.ask({ namespace: event.detail.trim() })}></suggest-input></div>
      <label class="check" title="The request has no user and no groups"><input type="checkbox" .checked=${nobody}
        @change=${(event: Event) => actions.ask({ user: (event.target as HTMLInputElement).checked ? null : USUAL_USER })}>
        Authentication fails</label>
    </div>
    <div class="shown">
      <input id="filter" type="search" class="field text-field" placeholder="Filter resources and groups" aria-label="Filter resources and groups"
        spellcheck="false" .value=${filter} @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}>
      <label class="check"><input type="checkbox" .checked=${differing}
        @change=${(event: Event) => actions.showDiffering((event.target as HTMLInputElement).checked)}>
        Only differing from the group's usual level</label>
      <span class="gap"></span>
      <span class="legend">${Object.entries(LEVEL_MARKS).map(
        ([level, mark]) =>
          html`<span title=${level}><span class="level level-${level}" aria-hidden="true">${mark}</span> <span class="word">${level}</span></span>`,
      )}<span><span class="named" aria-hidden="true"></span> some names differ</span></span>
      <button class="link" title="Select the Kubernetes version" @click=${() => actions.selectVersion()}>Kubernetes ${matrix?.kubernetesVersion ?? '…'}</button>
    </div>
  </header>`;
}
