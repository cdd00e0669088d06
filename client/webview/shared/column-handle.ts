import { html, type TemplateResult } from 'lit';

export const boundedWidth = (wanted: number): number => Math.round(Math.max(48, Math.min(1600, wanted)));

/** The right edge of a column's head: dragged to change the width, set back by a double click. The keyboard has Alt with the arrows. */
export function columnHandle(resize: (width: number | null) => void): TemplateResult {
  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    // no text is selected on the way
    event.preventDefault();
  };
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    resize(boundedWidth(event.clientX - handle.closest('.grid-header')!.getBoundingClientRect().left));
  };
  return html`<div class="column-handle" aria-hidden="true" @pointerdown=${start} @pointermove=${drag} @dblclick=${() => resize(null)}></div>`;
}
