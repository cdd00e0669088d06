import { html, type TemplateResult } from 'lit';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';

/** A message with what stands between backticks set as code. */
export const withCode = (message: string): TemplateResult =>
  html`${message.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code class="machine">${visibleText(part)}</code>` : visibleText(part)))}`;
