import { html, type TemplateResult } from 'lit';

/** The thin line at the top of a part whose answer is on its way. */
export const progressLine = (busy: boolean): TemplateResult =>
  html`<div class=${busy ? 'progress busy' : 'progress'} role="presentation"></div>`;
