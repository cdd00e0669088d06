import { type ElementPart, nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Sets style properties of an element from script: `<div ${styleOf({ width: '3px' })}>`. Lit's own `styleMap` writes a
 * style attribute at first, which a strict content policy refuses.
 */
class StyleOf extends Directive {
  #last: Readonly<Record<string, string>> = {};

  override render(_styles: Readonly<Record<string, string>>): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [styles]: [Readonly<Record<string, string>>]): typeof nothing {
    const { style } = part.element as HTMLElement;
    for (const name of Object.keys(this.#last)) if (!(name in styles)) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) if (this.#last[name] !== value) style.setProperty(name, value);
    this.#last = styles;
    return nothing;
  }
}

export const styleOf = directive(StyleOf);
