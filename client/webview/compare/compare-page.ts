import { html, nothing, type TemplateResult } from 'lit';
import type { CompareResult } from '../../../server/protocol/compare-view.ts';
import { changeList } from './change-list.ts';
import type { CompareActions, CompareState } from './compare-state.ts';

/** The whole page: which two policies, and what differs between them, the worst first. */
export function comparePage(state: CompareState, actions: CompareActions): TemplateResult {
  const { result, compared, busy } = state;
  const stale = compared !== undefined && result?.kind !== 'compared';
  return html`<main class="compare" aria-busy=${busy}>
    ${head(state, actions)}
    <div role="status">${trouble(state, actions)}</div>
    ${compared ? html`<div class="answer ${stale ? 'stale' : ''}">${answer(compared, actions)}</div>` : result ? nothing : html`<p class="quiet">Comparing…</p>`}
  </main>`;
}

function head({ before, after, compared, busy }: CompareState, actions: CompareActions): TemplateResult {
  return html`<header>
    <h1><span class="machine side" title=${before ?? ''}>${before ?? '…'}</span>
      <span class="codicon codicon-arrow-right" role="img" aria-label="to"></span>
      <span class="machine side" title=${after ?? ''}>${after ?? '…'}</span></h1>
    <button class="tool" title="Swap sides" aria-label="Swap sides" @click=${() => actions.swap()}><span class="codicon codicon-arrow-swap"></span></button>
    <span class="gap"></span>
    <button class="button secondary copy" ?disabled=${!compared} @click=${() => compared && actions.copy(compared.markdown)}>Copy as Markdown</button>
    <div class="progress ${busy ? 'running' : ''}" aria-hidden="true"></div>
  </header>`;
}

function answer(
  { groups, counts, kubernetesVersion }: Extract<CompareResult, { kind: 'compared' }>,
  actions: CompareActions,
): TemplateResult {
  if (groups.length === 0)
    return html`<div class="same"><h2>Every request is recorded the same</h2>
      <p class="quiet">Whatever is asked, by whomever: level, stages and bodies do not differ.</p></div>`;
  if (groups.every(group => group.kind === 'theory'))
    return html`<div class="same"><h2>No request that a real server sees is recorded differently</h2></div>${groups.map(group => changeList(group, actions))}`;
  return html`<p class="counts">${capital(counts)} <span class="quiet">for Kubernetes ${kubernetesVersion}</span></p>${groups.map(group => changeList(group, actions))}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function trouble(state: CompareState, actions: CompareActions): TemplateResult | typeof nothing {
  const { result } = state;
  const nameOf = (side: 'before' | 'after') => html`<span class="machine">${state[side] ?? side}</span>`;
  switch (result?.kind) {
    case 'refused':
      return html`<div class="trouble"><strong>kube-apiserver refuses ${nameOf(result.side)}</strong>
        <ul>${result.problems.map(
          problem =>
            html`<li><button class="link" @click=${() => actions.reveal(result.side, problem.place)}>Line ${problem.place.line + 1}</button> ${problem.message.split('\n', 1)[0]}</li>`,
        )}</ul></div>`;
    case 'no-policy':
      return html`<div class="trouble"><strong>${nameOf(result.side)} holds no audit policy</strong> It needs apiVersion audit.k8s.io/v1 and kind Policy.</div>`;
    case 'stopped':
      return html`<div class="trouble"><strong>The comparison was stopped</strong> ${result.message}. The policies are too entangled to compare exactly.</div>`;
    case 'no-answer':
      return html`<div class="trouble"><strong>The policies cannot be compared</strong> ${result.message}</div>`;
    default:
      return nothing;
  }
}
