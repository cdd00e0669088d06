import { html, nothing, type TemplateResult } from 'lit';
import type { QueryStep } from '../../../server/protocol/query.ts';
import { exactNumber, shareText } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { styleOf } from '../shared/style-of.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { type StepLine, stepLines } from './step-lines.ts';

/** What each part of a query keeps or makes, with how much; a part leads to its text. */
export function explainTree(state: QueryState, steps: readonly QueryStep[], actions: QueryActions): TemplateResult {
  const lines = stepLines(steps);
  const chosen = lines.find(line => line.path === state.step) ?? lines[0];
  // rows are not a part of the events
  const most = Math.max(1, state.log?.events ?? 0, ...lines.map(({ step }) => (step.of === 'events' ? (step.count ?? 0) : 0)));
  return html`<ul class="steps" role="tree" aria-label="Steps of the query" @keydown=${(e: KeyboardEvent) => moveStep(e, lines, chosen, actions)}>
    ${lines.map(line => stepItem(line, line === chosen, most, actions))}
  </ul>`;
}

function stepItem(line: StepLine, chosen: boolean, most: number, actions: QueryActions): TemplateResult {
  const { step, depth } = line;
  const choose = () => {
    actions.chooseStep(line.path);
    actions.reveal(step);
  };
  const count = step.count === null ? 'not counted' : `${exactNumber(step.count)} ${step.count === 1 ? step.of.slice(0, -1) : step.of}`;
  return html`<li class="step" role="treeitem" data-step=${line.path} tabindex=${chosen ? 0 : -1} aria-level=${depth + 1} aria-posinset=${line.position} aria-setsize=${line.siblings}
    aria-expanded=${step.children.length > 0 ? 'true' : nothing} aria-selected=${chosen} @click=${choose}>
    <span class="step-label" ${styleOf({ 'padding-left': `${depth * 16}px` })}>${visibleText(step.label)}</span>
    <span class="bar" aria-hidden="true">${step.count === null || step.of !== 'events' ? nothing : html`<span ${styleOf({ width: `${(step.count / most) * 100}%` })}></span>`}</span>
    <span class=${step.count === null ? 'count quiet' : 'count'}>${count}</span>
    <span class="share quiet">${step.count === null || step.of !== 'events' ? '' : shareText(step.count, most)}</span>
  </li>`;
}

function moveStep(event: KeyboardEvent, lines: readonly StepLine[], chosen: StepLine | undefined, actions: QueryActions): void {
  const at = chosen ? lines.indexOf(chosen) : 0;
  const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 };
  const line = lines[to[event.key] ?? at];
  if (!line) return;
  if (event.key === 'Enter' || event.key === ' ') actions.reveal(line.step);
  else if (to[event.key] === undefined) return;
  event.preventDefault();
  actions.chooseStep(line.path);
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-step="${line.path}"]`)?.focus();
}
