import { html, type TemplateResult } from 'lit';

const MARKS: Readonly<Record<string, string>> = { None: '–', Metadata: 'M', Request: 'R', RequestResponse: 'RR' };

/** The mark of a level: a letter and one hue growing in strength, so that colour is never the only sign. */
export function levelMark(level: string): TemplateResult {
  return html`<span class="level level-${MARKS[level] ? level : 'None'}" title=${level} role="img" aria-label=${level}>${MARKS[level] ?? '?'}</span>`;
}
