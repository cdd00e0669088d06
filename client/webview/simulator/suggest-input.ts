import { html, LitElement, nothing, type TemplateResult } from 'lit';

/** A value to offer, with a word on it. */
export interface Suggestion {
  readonly value: string;
  readonly detail?: string;
}

const MOST_SHOWN = 50;
let count = 0;

/**
 * A text field that offers values while one types, with the keys of a combobox: arrows move, Enter takes, Escape closes.
 * With `list` the text is names with commas between, and the last of them is completed. Dispatches `edited` with the text.
 */
export class SuggestInput extends LitElement {
  static override properties = {
    value: { attribute: false },
    suggestions: { attribute: false },
    label: {},
    list: { type: Boolean },
    placeholder: {},
    disabled: { type: Boolean },
    inputId: { attribute: false },
    open: { state: true },
    active: { state: true },
    draft: { state: true },
  };

  declare value: string;
  declare suggestions: readonly Suggestion[];
  /** Read aloud where no label element names the field. */
  declare label: string;
  declare list: boolean;
  declare placeholder: string;
  declare disabled: boolean;
  declare inputId: string;
  declare private open: boolean;
  declare private active: number;
  /** What was typed since the field got the focus: until it leaves, no answer changes what stands there. */
  declare private draft: string | undefined;
  private readonly popup = `suggestions-${++count}`;

  constructor() {
    super();
    this.value = '';
    this.suggestions = [];
    this.label = '';
    this.list = false;
    this.placeholder = '';
    this.disabled = false;
    this.inputId = '';
    this.open = false;
    this.active = -1;
    this.draft = undefined;
  }

  /** Styles are those of the page. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const offered = this.open ? this.offered() : [];
    const shown = offered.length > 0;
    const active = shown && this.active >= 0 ? `${this.popup}-${this.active}` : nothing;
    return html`<input id=${this.inputId || nothing} class="machine" role="combobox" spellcheck="false" autocomplete="off"
        aria-label=${this.label || nothing} aria-autocomplete="list" aria-expanded=${shown}
        aria-controls=${shown ? this.popup : nothing} aria-activedescendant=${active}
        placeholder=${this.placeholder || nothing} .value=${this.text()} ?disabled=${this.disabled}
        @focus=${this.begin} @click=${this.begin} @input=${this.type} @keydown=${this.press} @blur=${this.leave}>
      ${
        shown
          ? html`<ul class="suggestions" role="listbox" tabindex="-1" id=${this.popup} aria-label="Known values">${offered.map(
              (
                s,
                i,
              ) => html`<li role="option" id=${`${this.popup}-${i}`} aria-selected=${i === this.active} @mousedown=${(event: Event) => this.take(s, event)}>
                <span class="machine">${s.value === '' ? 'core' : s.value}</span>${s.detail ? html`<span class="quiet">${s.detail}</span>` : nothing}</li>`,
            )}</ul>`
          : nothing
      }`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private offered(): readonly Suggestion[] {
    // before anything is typed, everything is offered
    const word = this.draft === undefined ? '' : this.word().toLowerCase();
    const taken = this.list
      ? this.text()
          .split(',')
          .map(name => name.trim())
      : [];
    const fitting = this.suggestions.filter(s => !taken.includes(s.value) && s.value.toLowerCase().includes(word));
    const ranked = [...fitting].sort(
      (a, b) => Number(b.value.toLowerCase().startsWith(word)) - Number(a.value.toLowerCase().startsWith(word)),
    );
    return ranked.slice(0, MOST_SHOWN);
  }

  private word(): string {
    return this.list
      ? this.text()
          .slice(this.text().lastIndexOf(',') + 1)
          .trim()
      : this.text();
  }

  private text(): string {
    return this.draft ?? this.value;
  }

  private readonly begin = (): void => {
    if (this.open) return;
    this.active = -1;
    this.open = true;
  };

  private readonly close = (): void => {
    this.open = false;
  };

  private readonly leave = (): void => {
    this.close();
    this.draft = undefined;
  };

  private readonly type = (event: Event): void => {
    this.open = true;
    this.active = -1;
    this.edited((event.target as HTMLInputElement).value);
  };

  private readonly press = (event: KeyboardEvent): void => {
    const offered = this.open ? this.offered() : [];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!this.open) this.begin();
      else if (offered.length > 0) this.active = (Math.max(this.active, step > 0 ? -1 : 0) + step + offered.length) % offered.length;
    } else if (event.key === 'Enter') {
      const chosen = offered[this.active];
      if (chosen) this.take(chosen, event);
      else this.close();
    } else if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.close();
    }
  };

  private take({ value }: Suggestion, event: Event): void {
    // the pointer must not take the focus away
    event.preventDefault();
    this.close();
    const text = this.text();
    const before = this.list && text.includes(',') ? `${text.slice(0, text.lastIndexOf(','))}, ` : '';
    this.edited(`${before}${value}`);
  }

  private edited(value: string): void {
    this.draft = value;
    this.dispatchEvent(new CustomEvent<string>('edited', { detail: value }));
  }
}

customElements.define('suggest-input', SuggestInput);
