import { type ElementPart, nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/**
 * An element directive that puts a popover above everything, beside its anchor, inside the window; closes it at a click
 * elsewhere or Escape and gives the focus back to the anchor.
 */
class TopLayer extends AsyncDirective {
  #element: HTMLElement | undefined;
  #anchor: HTMLElement | undefined;
  #close: (() => void) | undefined;

  override render(_anchor: HTMLElement, _close: () => void): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [anchor, close]: [HTMLElement, () => void]): typeof nothing {
    this.#close = close;
    this.#anchor = anchor;
    const element = part.element as HTMLElement;
    if (this.#element !== element) {
      this.#element = element;
      queueMicrotask(() => this.#show());
    } else queueMicrotask(() => this.#place());
    return nothing;
  }

  #show(): void {
    const element = this.#element;
    if (!element?.isConnected) return;
    element.showPopover();
    this.#place();
    (element.querySelector<HTMLElement>('input, [autofocus], button, [tabindex="0"]') ?? element).focus();
    element.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPointer, true);
  }

  #place(): void {
    const element = this.#element;
    if (!element || !this.#anchor?.isConnected) return;
    const anchor = this.#anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(4, Math.min(anchor.left, innerWidth - width - 4));
    const below = anchor.bottom + 2;
    const top = below + height <= innerHeight - 4 ? below : Math.max(4, anchor.top - height - 2);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    this.#anchor?.focus();
    this.#close?.();
  };

  readonly #onPointer = (event: Event): void => {
    const target = event.target as Node;
    if (this.#element?.contains(target) || this.#anchor?.contains(target)) return;
    this.#close?.();
  };

  override disconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointer, true);
  }
}

export const topLayer = directive(TopLayer);
