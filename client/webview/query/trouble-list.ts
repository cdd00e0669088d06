import { html, type TemplateResult } from 'lit';
import type { QueryTrouble } from '../../../server/protocol/query-view.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import type { QueryActions } from './query-state.ts';

/** Why a query does not run: each place with its line, what is wrong there, and the way to it. */
export const troubleList = (problems: readonly QueryTrouble[], actions: QueryActions): TemplateResult =>
  html`<section class="trouble-list" role="alert" aria-label="Problems">${problems.map(
    problem => html`<div class="trouble">
      <p>${visibleText(problem.message)}</p>
      <pre class="machine excerpt">${problem.excerpt.before}<mark>${problem.excerpt.marked}</mark>${problem.excerpt.after}</pre>
      <button class="link" @click=${() => actions.reveal(problem)}>Line ${problem.line + 1}, column ${problem.character + 1}</button>
    </div>`,
  )}</section>`;
