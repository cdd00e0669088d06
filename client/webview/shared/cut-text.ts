import { html, type TemplateResult } from 'lit';

/** Characters of the end that stay when a text is too long for its place. */
const TAIL = 7;

/**
 * A text that gives way in its middle where it does not fit: the head may shrink, the tail stays. Selecting and copying
 * give the whole text.
 */
export function cutText(text: string): TemplateResult {
  if (text.length <= TAIL * 2) return html`<span class="cut"><span class="head">${text}</span></span>`;
  const tail = Array.from(text.slice(-TAIL - 1))
    .slice(-TAIL)
    .join('');
  return html`<span class="cut"><span class="head">${text.slice(0, text.length - tail.length)}</span><span class="tail">${tail}</span></span>`;
}
