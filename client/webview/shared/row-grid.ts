import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FilterField } from '../../../server/protocol/log.ts';
import { boundedWidth, columnHandle } from './column-handle.ts';
import { cutText } from './cut-text.ts';
import { type GridCursor, moveCursor } from './grid-cursor.ts';
import { styleOf } from './style-of.ts';
import { clampTop, revealTop, type ScrollFrame, scrolledTop, trackHeight, trackOf, visibleRows } from './virtual-scroll.ts';

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** Least width in pixels, and the share of what is left over. */
  readonly min: number;
  readonly grow: number;
  /** Pixels beyond which the column leaves the room to others; without, it takes its share of what is left over. */
  readonly max?: number;
  readonly machine?: boolean;
  readonly end?: boolean;
  readonly sortable?: boolean;
  /** The field whose profile the header shows. */
  readonly profile?: FilterField;
  /** Said of the column in the tooltip of its title. */
  readonly hint?: string;
  /** Pixels that a person gave the column; it then takes no part in what is left over. */
  readonly width?: number;
}

export interface GridCell {
  readonly text: string;
  /** What is shown instead where room is short; the whole text is the tooltip. */
  readonly short?: string;
  readonly content?: TemplateResult;
  /** The condition that a click on the value adds. */
  readonly filter?: { readonly field: FilterField; readonly value: string };
  readonly tone?: 'quiet' | 'risk';
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a grid tells its page; all optional but opening a row. */
export interface GridActions {
  open(row: number): void;
  sort?(column: string): void;
  filter?(filter: { readonly field: FilterField; readonly value: string }, exclude: boolean): void;
  profile?(field: FilterField, anchor: HTMLElement): void;
  /** What a column holds, asked for at its head. */
  details?(column: string, anchor: HTMLElement): void;
  /** A person gives a column this many pixels; `null` gives it back what it had. */
  resize?(column: string, width: number | null): void;
  /** Ctrl+C on a cell. */
  copy?(place: GridCursor): void;
  /** `i` or `x` on a cell that is no condition of its own: the rows with its value, or all others. */
  narrow?(place: GridCursor, exclude: boolean): void;
  menu?(cell: GridCell, place: GridCursor, at: { readonly x: number; readonly y: number }): void;
  /** Escape: what was opened from here closes. */
  back?(): void;
  /** The rows that are looked at now. */
  want?(first: number, end: number): void;
  scrolled?(top: number): void;
}

/** Columns that a person set keep their pixels. */
const gridTracks = (columns: readonly GridColumn[]): string =>
  columns
    .map(c => (c.width !== undefined ? `${c.width}px` : `minmax(${c.min}px, ${c.max === undefined ? `${c.grow}fr` : `${c.max}px`})`))
    .join(' ');

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 26;

/**
 * A table of any number of rows of which only the visible ones exist. Behaves as an ARIA grid: one tab stop, arrows move
 * a cell cursor, Enter opens the row, `i` and `x` include and exclude the value under the cursor.
 */
export class RowGrid extends LitElement {
  static override properties = {
    label: { attribute: false },
    columns: { attribute: false },
    rows: { attribute: false },
    cellsAt: { attribute: false },
    sort: { attribute: false },
    selected: { attribute: false },
    actions: { attribute: false },
    version: { attribute: false },
    around: { attribute: false },
  };
  declare label: string;
  declare columns: readonly GridColumn[];
  declare rows: number;
  /** The cells of a row; `undefined` while they are on their way. */
  declare cellsAt: (row: number) => readonly GridCell[] | undefined;
  declare sort: GridSort | null;
  declare selected: number | null;
  declare actions: GridActions;
  /** Changes whenever rows that were on their way have come. */
  declare version: number;
  /** Rows that are drawn before and after the visible ones: a screen reader reads on where sight ends. */
  declare around: number;
  /** The true position to start from. */
  initialTop = 0;

  #top = 0;
  #track = 0;
  #viewport = 0;
  #cursor: GridCursor = { row: 0, column: 0 };
  #focused = false;
  #settle: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#measure());

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    clearTimeout(this.#settle);
  }

  get #scroller(): HTMLElement {
    return this.querySelector('.grid') as HTMLElement;
  }

  get #frame(): ScrollFrame {
    return { rows: this.rows, rowHeight: ROW_HEIGHT, viewport: this.#viewport };
  }

  override firstUpdated(): void {
    this.#top = this.initialTop;
    this.#sizes.observe(this.#scroller);
    this.#measure();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#cursor = { ...this.#cursor, row: Math.max(0, Math.min(this.#cursor.row, this.rows - 1)) };
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#stay();
  }

  /** Back to the first row, for a new order or scope. */
  toStart(): void {
    this.#cursor = { ...this.#cursor, row: 0 };
    this.#goTo(0);
  }

  #measure(): void {
    const height = Math.max(0, this.#scroller.clientHeight - HEAD_HEIGHT);
    if (height === this.#viewport) return;
    const place = this.#cursor.row * ROW_HEIGHT - this.#top;
    const seen = place >= 0 && place + ROW_HEIGHT <= this.#viewport;
    this.#viewport = height;
    this.#stay();
    // what was just opened stays in sight when its event takes some of the room
    if (seen && this.rows > 0) this.#goTo(revealTop(this.#frame, this.#top, this.#cursor.row));
  }

  /** Keeps the place as far as the list is long enough; an empty list is one whose length is not known yet. */
  #stay(): void {
    if (this.rows > 0) this.#goTo(clampTop(this.#frame, this.#top));
    else this.requestUpdate();
  }

  #goTo(top: number): void {
    this.#top = top;
    this.#alignTrack();
    this.#show();
  }

  /** Puts the scrollbar where the true position wants it; while it moves it is left alone. */
  #alignTrack(): void {
    const track = Math.round(trackOf(this.#frame, this.#top));
    this.#track = track;
    if (Math.abs(this.#scroller.scrollTop - track) >= 1) {
      this.#scroller.scrollTop = track;
      this.#track = this.#scroller.scrollTop;
    }
  }

  #onScroll(): void {
    const now = this.#scroller.scrollTop;
    if (now === this.#track) return;
    this.#top = scrolledTop(this.#frame, this.#top, this.#track, now);
    this.#track = now;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#alignTrack(), 150);
    this.#show();
  }

  #show(): void {
    const { first, end } = visibleRows(this.#frame, this.#top, this.around);
    if (end > first) this.actions.want?.(first, end);
    this.actions.scrolled?.(this.#top);
    this.requestUpdate();
  }

  #moveTo(cursor: GridCursor): void {
    this.#cursor = cursor;
    this.#goTo(revealTop(this.#frame, this.#top, cursor.row));
    this.#revealColumn(cursor.column);
  }

  /** Scrolls sideways until the head of a column, and so its cells, is in sight. */
  #revealColumn(column: number): void {
    const head = this.querySelectorAll('.grid-header')[column]?.getBoundingClientRect();
    if (!head) return;
    const { left } = this.#scroller.getBoundingClientRect();
    const right = left + this.#scroller.clientWidth;
    if (head.right > right) this.#scroller.scrollLeft += Math.min(head.right - right, head.left - left);
    else if (head.left < left) this.#scroller.scrollLeft += head.left - left;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target === this.#scroller && (event.ctrlKey || event.metaKey) && event.key === 'c') this.#copy(event);
    if (event.target !== this.#scroller || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(1, Math.floor(this.#viewport / ROW_HEIGHT) - 1);
    const moved = moveCursor(this.#cursor, control ? `Control+${event.key}` : event.key, {
      rows: this.rows,
      columns: this.columns.length,
      pageRows,
    });
    if (moved) {
      event.preventDefault();
      this.#moveTo(moved);
      return;
    }
    if (control) return;
    const cell = this.cellsAt(this.#cursor.row)?.[this.#cursor.column];
    if (event.key === 'Enter') this.actions.open(this.#cursor.row);
    else if (event.key === 'Escape' && this.actions.back) this.actions.back();
    else if ((event.key === 'i' || event.key === 'x') && cell) this.#narrow(cell, event.key === 'x');
    else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && cell && this.actions.menu) {
      const at = this.querySelector(`#${this.#cellId(this.#cursor)}`)?.getBoundingClientRect();
      if (at) this.actions.menu(cell, this.#cursor, { x: at.left, y: at.bottom });
    } else return;
    event.preventDefault();
  }

  #narrow(cell: GridCell, exclude: boolean): void {
    if (cell.filter) this.actions.filter?.(cell.filter, exclude);
    else this.actions.narrow?.(this.#cursor, exclude);
  }

  #copy(event: KeyboardEvent): void {
    const cell = this.cellsAt(this.#cursor.row)?.[this.#cursor.column];
    // a selected text is what the browser copies
    if (!cell || !this.actions.copy || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    this.actions.copy(this.#cursor);
  }

  #onClick(event: MouseEvent, row: number): void {
    const column = Number((event.target as HTMLElement).closest<HTMLElement>('[data-column]')?.dataset.column ?? 0);
    this.#cursor = { row, column };
    const cell = this.cellsAt(row)?.[column];
    if ((event.target as HTMLElement).closest('.value') && cell?.filter && this.actions.filter)
      this.actions.filter(cell.filter, event.altKey);
    else this.actions.open(row);
    this.requestUpdate();
  }

  #onMenu(event: MouseEvent, row: number): void {
    if (!this.actions.menu) return;
    const column = Number((event.target as HTMLElement).closest<HTMLElement>('[data-column]')?.dataset.column ?? 0);
    const cell = this.cellsAt(row)?.[column];
    if (!cell) return;
    event.preventDefault();
    this.#cursor = { row, column };
    this.actions.menu(cell, this.#cursor, { x: event.clientX, y: event.clientY });
    this.requestUpdate();
  }

  readonly #id = `grid-${Math.random().toString(36).slice(2, 8)}`;
  readonly #cellId = ({ row, column }: GridCursor): string => `${this.#id}-${row}-${column}`;

  override render(): TemplateResult {
    const frame = this.#frame;
    const { first, end } = visibleRows(frame, this.#top, this.around);
    const tracks = { 'grid-template-columns': gridTracks(this.columns) };
    const width = `${this.columns.reduce((sum, c) => sum + (c.width ?? c.min), 0)}px`;
    const drawn = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
    const height = trackHeight(frame);
    return html`<div class="grid" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.rows + 1} aria-colcount=${this.columns.length}
      aria-activedescendant=${this.#focused && this.rows > 0 ? this.#cellId(this.#cursor) : nothing}
      @scroll=${() => this.#onScroll()} @keydown=${(e: KeyboardEvent) => this.#onKey(e)}
      @focus=${() => this.#setFocused(true)} @blur=${() => this.#setFocused(false)}>
      <div class="grid-head" role="rowgroup" ${styleOf({ 'min-width': width })}><div class="grid-row" role="row" aria-rowindex="1" ${styleOf(tracks)}>
        ${this.columns.map((c, i) => this.#header(c, i))}
      </div></div>
      <div class="grid-track" role="rowgroup" ${styleOf({ height: `${height}px`, 'min-width': width })}>
        <div class="grid-window" role="presentation" ${styleOf({ height: `${Math.min(this.#viewport, height)}px` })}>
          ${drawn.map(row => this.#row(row, tracks))}
        </div>
      </div>
    </div>`;
  }

  #setFocused(focused: boolean): void {
    this.#focused = focused;
    this.requestUpdate();
  }

  #header(column: GridColumn, index: number): TemplateResult {
    const hint = column.hint ? `${column.title}: ${column.hint}` : column.title;
    const sorted = this.sort?.column === column.id ? (this.sort.descending ? 'descending' : 'ascending') : 'none';
    const title = column.sortable
      ? html`<button class="grid-sort" title=${column.hint ? `${hint}. Click sorts${this.actions.resize ? ', Alt+← and Alt+→ change the width' : ''}` : `Sort by ${column.title}`}
          @click=${() => this.actions.sort?.(column.id)} @keydown=${(e: KeyboardEvent) => this.#resizeByKey(e, column)}>${column.title}${
            sorted === 'none'
              ? nothing
              : html`<span class="codicon codicon-${sorted === 'descending' ? 'arrow-down' : 'arrow-up'}" aria-hidden="true"></span>`
          }</button>`
      : html`<span class="grid-title">${column.title}</span>`;
    const profile =
      column.profile && this.actions.profile
        ? html`<button class="tool codicon codicon-filter" title="Values of ${column.title}" aria-label="Values of ${column.title}" aria-haspopup="dialog"
          @click=${(e: Event) => this.actions.profile?.(column.profile!, e.currentTarget as HTMLElement)}></button>`
        : this.actions.details
          ? html`<button class="tool codicon codicon-chevron-down" title="Values of ${column.title}" aria-label="Values of ${column.title}" aria-haspopup="dialog"
          @click=${(e: Event) => this.actions.details?.(column.id, e.currentTarget as HTMLElement)}></button>`
          : nothing;
    const handle = this.actions.resize ? columnHandle(width => this.actions.resize?.(column.id, width)) : nothing;
    return html`<div class=${column.end ? 'grid-header end' : 'grid-header'} role="columnheader" aria-colindex=${index + 1}
      aria-sort=${column.sortable ? sorted : nothing}>${title}${profile}${handle}</div>`;
  }

  #resizeByKey(event: KeyboardEvent, column: GridColumn): void {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step === 0 || !event.altKey || !this.actions.resize) return;
    event.preventDefault();
    const now = (event.currentTarget as HTMLElement).closest<HTMLElement>('.grid-header')!.offsetWidth;
    this.actions.resize(column.id, boundedWidth(now + step));
  }

  #row(row: number, tracks: Readonly<Record<string, string>>): TemplateResult {
    const cells = this.cellsAt(row);
    const place = { ...tracks, transform: `translateY(${row * ROW_HEIGHT - this.#top}px)` };
    const selected = row === this.selected;
    return html`<div class=${`grid-row body${selected ? ' selected' : ''}${cells ? '' : ' waiting'}`} role="row" aria-rowindex=${row + 2} aria-selected=${selected}
      ${styleOf(place)} @click=${(e: MouseEvent) => this.#onClick(e, row)} @contextmenu=${(e: MouseEvent) => this.#onMenu(e, row)}>
      ${this.columns.map((column, i) => this.#cell(column, i, row, cells?.[i]))}
    </div>`;
  }

  #cell(column: GridColumn, index: number, row: number, cell: GridCell | undefined): TemplateResult {
    const atCursor = this.#focused && this.#cursor.row === row && this.#cursor.column === index;
    const look = `grid-cell${column.machine ? ' machine' : ''}${column.end ? ' end' : ''}${cell?.tone ? ` ${cell.tone}` : ''}${atCursor ? ' cursor' : ''}`;
    const filters = Boolean(cell?.filter && this.actions.filter);
    return html`<div id=${this.#cellId({ row, column: index })} class=${look} role="gridcell" aria-colindex=${index + 1} data-column=${index}>${
      cell === undefined
        ? html`<span class="placeholder"></span>`
        : (cell.content ?? html`<span class=${filters ? 'value' : 'plain'} title=${cell.text}>${cutText(cell.short ?? cell.text)}</span>`)
    }</div>`;
  }
}

customElements.define('row-grid', RowGrid);
