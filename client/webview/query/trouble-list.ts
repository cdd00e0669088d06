import { html, type TemplateResult } from 'lit';
import type { QueryTrouble } from '../../../server/protocol/query-view.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import type { QueryActions } from './query-state.ts';
import { withCode } from './with-code.ts';

/** Why a query does not run: each place with its line, what is wrong there, and the way to it. */
export const troubleList = (problems: readonly QueryTrouble[], actions: QueryActions): TemplateResult =>
  html`<section class="trouble-list" role="alert" aria-label="Problems">${problems.map(
    problem => html`<div class="query-trouble">
      <span class="codicon codicon-error problem" aria-hidden="true"></span>
      <p class="message">${withCode(problem.message)}</p>
      <pre class="machine excerpt">${visibleText(problem.excerpt.before)}<mark>${visibleText(problem.excerpt.marked)}</mark>${visibleText(problem.excerpt.after)}</pre>
      <button class="link" @click=${() => actions.reveal(problem)}>Line ${problem.line + 1}, column ${problem.character + 1}</button>
    </div>`,
  )}</section>`;
