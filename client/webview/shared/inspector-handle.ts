import { html, type TemplateResult } from 'lit';
import { INSPECTOR_SHARE, type InspectorActions } from './inspected.ts';

const LEAST = 20;
const MOST = 80;
const STEP = 4;

/** The edge of the inspector: dragged, moved with the arrow keys, set back by a double click or Enter. */
export function inspectorHandle(share: number, actions: InspectorActions): TemplateResult {
  const resize = (wanted: number) => actions.resizeInspector(Math.round(Math.max(LEAST, Math.min(MOST, wanted)) * 10) / 10);
  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    // no text is selected on the way
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus();
  };
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const view = handle.closest('.view')!.getBoundingClientRect();
    resize(((view.right - event.clientX) / view.width) * 100);
  };
  const key = (event: KeyboardEvent) => {
    const wanted: Readonly<Record<string, number>> = {
      ArrowLeft: share + STEP,
      ArrowRight: share - STEP,
      Home: LEAST,
      End: MOST,
      Enter: INSPECTOR_SHARE,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    event.preventDefault();
    resize(next);
  };
  return html`<div class="inspector-handle" role="separator" tabindex="0" aria-orientation="vertical" aria-label="Width of the inspector"
    aria-valuemin=${LEAST} aria-valuemax=${MOST} aria-valuenow=${Math.round(share)} aria-valuetext=${`${Math.round(share)} % of the width`}
    @pointerdown=${start} @pointermove=${drag} @keydown=${key} @dblclick=${() => resize(INSPECTOR_SHARE)}></div>`;
}
