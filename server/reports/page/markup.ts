import { visibleText } from '../charts/visible-text.ts';

/** HTML that is safe to put into a page: only `markup` makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type MarkupValue = Markup | string | number | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it can stand between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => ENTITIES[character]!);

/** Line breaks and tabs lay out a query; every other control or direction character is written as an escape. */
const shown = (text: string): string =>
  text
    .split(/([\n\t])/)
    .map((part, i) => (i % 2 === 1 ? part : visibleText(part)))
    .join('');

/** HTML from a template: the template is ours, every value in it is escaped unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(strings.reduce((text, part, i) => text + part + (i < values.length ? render(values[i]!) : ''), ''));
}

function render(value: MarkupValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(shown(String(value)));
  return value.map(render).join('');
}

/** Markup that another part of ours made and vouches for. */
export const trusted = (text: string): Markup => new Markup(text);
