import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { styleOf } from './style-of.ts';

interface TreeLine {
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly value: unknown;
  readonly children: number;
  readonly open: boolean;
}

/** Entries of one object or list that are shown at once; the rest is behind a line that shows more. */
const ENTRIES = 200;
/** Characters of one text that are shown; the raw form has it whole. */
const TEXT = 2_000;

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;
const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : isBranch(value) ? Object.keys(value).length : 0);

/** A JSON value as a tree: one tab stop, arrows move, right opens, left closes. Closed parts cost nothing. */
export class JsonTree extends LitElement {
  static override properties = { value: { attribute: false }, label: { attribute: false }, copy: { attribute: false } };
  declare value: unknown;
  declare label: string;
  declare copy: (text: string) => void;

  #closed = new Set<string>();
  #opened = new Set<string>();
  #more = new Map<string, number>();
  #current = 0;
  #lines: readonly TreeLine[] = [];
  readonly #id = `tree-${Math.random().toString(36).slice(2, 8)}`;

  override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Objects the API server wrote are long: they start closed; the rest of an event starts open. */
  #isOpen(path: string, depth: number, value: unknown): boolean {
    if (this.#closed.has(path)) return false;
    return this.#opened.has(path) || (depth < 2 && sizeOf(value) <= 12 && !/^\/(requestObject|responseObject)$/.test(path)) || depth === 0;
  }

  #collect(path: string, name: string, value: unknown, depth: number, into: TreeLine[]): void {
    const children = sizeOf(value);
    const open = children > 0 && this.#isOpen(path, depth, value);
    if (depth > 0) into.push({ path, depth, name, value, children, open });
    if (!open || !isBranch(value)) return;
    const shown = this.#more.get(path) ?? ENTRIES;
    let count = 0;
    for (const [key, child] of Object.entries(value)) {
      if (count++ === shown) {
        into.push({
          path: `${path}\u0000more`,
          depth: depth + 1,
          name: `${children - shown} more`,
          value: undefined,
          children: 0,
          open: false,
        });
        break;
      }
      this.#collect(`${path}/${key}`, key, child, depth + 1, into);
    }
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('value') && changed.get('value') !== undefined) this.#current = 0;
    const lines: TreeLine[] = [];
    this.#collect('', '', this.value, 0, lines);
    this.#lines = lines;
    this.#current = Math.min(this.#current, Math.max(0, lines.length - 1));
  }

  #toggle(line: TreeLine, open = !line.open): void {
    if (line.path.endsWith('\u0000more')) {
      const path = line.path.slice(0, -5);
      this.#more.set(path, (this.#more.get(path) ?? ENTRIES) + ENTRIES);
    } else if (line.children > 0) {
      (open ? this.#opened : this.#closed).add(line.path);
      (open ? this.#closed : this.#opened).delete(line.path);
    }
    this.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    const line = this.#lines[this.#current];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') this.#current = Math.min(this.#lines.length - 1, this.#current + 1);
    else if (event.key === 'ArrowUp') this.#current = Math.max(0, this.#current - 1);
    else if (event.key === 'Home') this.#current = 0;
    else if (event.key === 'End') this.#current = this.#lines.length - 1;
    else if (event.key === 'ArrowRight' && line.children > 0 && !line.open) this.#toggle(line, true);
    else if (event.key === 'ArrowRight') this.#current = Math.min(this.#lines.length - 1, this.#current + 1);
    else if (event.key === 'ArrowLeft' && line.open) this.#toggle(line, false);
    else if (event.key === 'ArrowLeft')
      this.#current = Math.max(
        0,
        this.#lines.findLastIndex((l, i) => i < this.#current && l.depth < line.depth),
      );
    else if (event.key === 'Enter' || event.key === ' ') this.#toggle(line);
    else return;
    event.preventDefault();
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector(`#${this.#id}-${this.#current}`)?.scrollIntoView({ block: 'nearest' }));
  }

  override render(): TemplateResult {
    return html`<div class="tree machine" role="tree" tabindex="0" aria-label=${this.label}
      aria-activedescendant=${this.#lines.length > 0 ? `${this.#id}-${this.#current}` : nothing}
      @keydown=${(e: KeyboardEvent) => this.#onKey(e)}>${this.#lines.map((line, i) => this.#line(line, i))}</div>`;
  }

  #line(line: TreeLine, index: number): TemplateResult {
    const click = () => {
      this.#current = index;
      this.#toggle(line);
    };
    return html`<div id=${`${this.#id}-${index}`} class=${index === this.#current ? 'tree-line current' : 'tree-line'} role="treeitem"
      aria-level=${line.depth} aria-selected=${index === this.#current} aria-expanded=${line.children > 0 ? line.open : nothing}
      ${styleOf({ 'padding-left': `${(line.depth - 1) * 16 + 4}px` })} @click=${click}>
      <span class="twist codicon ${line.children === 0 ? '' : line.open ? 'codicon-chevron-down' : 'codicon-chevron-right'}" aria-hidden="true"></span><span class="line-text">${
        line.value === undefined
          ? html`<span class="quiet">${line.name}</span>`
          : html`<span class="key">${visibleText(line.name)}</span><span class="quiet">: </span>${valueText(line)}`
      }</span></div>`;
  }
}

function valueText({ value, open }: TreeLine): TemplateResult {
  if (Array.isArray(value)) return html`<span class="quiet">${value.length === 0 ? '[]' : open ? '' : `[${value.length}]`}</span>`;
  if (isBranch(value)) return html`<span class="quiet">${sizeOf(value) === 0 ? '{}' : open ? '' : `{${sizeOf(value)}}`}</span>`;
  if (typeof value !== 'string') return html`<span class="json-${value === null ? 'null' : typeof value}">${String(value)}</span>`;
  const text = value.length > TEXT ? `${value.slice(0, TEXT)}…` : value;
  return html`<span class="json-string" title=${value.length > TEXT ? `${value.length} characters; see Raw` : nothing}>${visibleText(text)}</span>`;
}

customElements.define('json-tree', JsonTree);
