import { html, nothing, type TemplateResult } from 'lit';
import { matrixGrid } from './matrix-grid.ts';
import { matrixQuestion } from './matrix-question.ts';
import { type MatrixActions, type MatrixState, ruleOnLine, shownBlocks } from './matrix-state.ts';

/** The whole page: the question, the grid, one line of details. While a policy cannot be loaded its last matrix stays, paled. */
export function matrixPage(state: MatrixState, actions: MatrixActions): TemplateResult {
  const { matrix, result, cursor } = state;
  const blocks = shownBlocks(state);
  const stale = matrix !== undefined && result?.kind !== 'matrix';
  return html`<main class="matrix">
    ${matrixQuestion(state, actions)}
    <div role="status">${trouble(state, actions)}</div>
    <div class="scroller ${stale ? 'stale' : ''}">${
      blocks.length > 0
        ? matrixGrid(blocks, ruleOnLine(matrix, cursor))
        : html`<p class="empty quiet">${matrix ? emptyWords(state) : result ? nothing : 'Waiting for the language server…'}</p>`
    }</div>
    <footer id="details"></footer>
  </main>`;
}

function emptyWords({ filter, differing }: MatrixState): string {
  const named = filter.trim() === '' ? 'No resource' : `No resource or group that contains "${filter.trim()}"`;
  return differing ? `${named} has a level other than its group's usual one.` : `${named}.`;
}

function trouble({ result }: MatrixState, actions: MatrixActions): TemplateResult | typeof nothing {
  switch (result?.kind) {
    case 'refused':
      return html`<div class="trouble"><strong>kube-apiserver refuses this policy</strong>
        <ul>${result.problems.map(
          problem =>
            html`<li><button class="link" @click=${() => actions.reveal(problem.place)}>Line ${problem.place.line + 1}</button> ${problem.message.split('\n', 1)[0]}</li>`,
        )}</ul></div>`;
    case 'no-policy':
      return html`<div class="trouble"><strong>No audit policy</strong> ${result.message}</div>`;
    case 'no-answer':
      return html`<div class="trouble"><strong>The policy cannot be asked</strong> ${result.message}
        <span class="quiet">"Auditscope: Restart Language Server" starts it anew.</span></div>`;
    default:
      return nothing;
  }
}
