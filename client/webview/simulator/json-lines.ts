import { html, type TemplateResult } from 'lit';

/** A JSON object as lines; objects and lists inside it fold. */
export function jsonTree(object: Readonly<Record<string, unknown>>): readonly TemplateResult[] {
  return Object.entries(object).map(([key, value]) => line(html`<span class="key">${JSON.stringify(key)}</span>: `, value));
}

function line(before: TemplateResult | string, value: unknown): TemplateResult {
  if (typeof value !== 'object' || value === null)
    return html`<div class="json-line">${before}<span class="value">${JSON.stringify(value)}</span></div>`;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inside = Array.isArray(value) ? value.map((item: unknown) => line('', item)) : jsonTree(value as Readonly<Record<string, unknown>>);
  if (inside.length === 0) return html`<div class="json-line">${before}${open}${close}</div>`;
  return html`<details open><summary class="json-line">${before}${open}<span class="folded"> … ${close}</span></summary><div class="inside">${inside}</div>
    <div class="json-line">${close}</div></details>`;
}
