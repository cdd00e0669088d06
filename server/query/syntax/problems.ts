import type { TextRange } from '../../lint/finding.ts';
import type { SyntaxProblem } from './tree.ts';

/** Most problems worth telling of one text; noise would give thousands. */
const MOST = 100;

/** Collects what is wrong with a text: one problem a place, since what follows the first is mostly its consequence. */
export class Problems {
  readonly #found: SyntaxProblem[] = [];
  readonly #places = new Set<number>();
  #unclosed = false;

  add(range: TextRange, message: string): void {
    if (this.#places.has(range.start) || this.full) return;
    this.#places.add(range.start);
    this.#found.push({ range, message });
  }

  /** A quote without its second one: what stands behind it is text or not, nobody knows, so that nothing else is worth telling. */
  addUnclosed(range: TextRange, message: string): void {
    this.#unclosed = true;
    this.add(range, message);
  }

  get unclosed(): boolean {
    return this.#unclosed;
  }

  /** Tells that a part was given up, in place of everything that was found in it. */
  giveUp(range: TextRange, message: string): void {
    const kept = this.#found.filter(p => p.range.end <= range.start || p.range.start >= range.end);
    this.#found.splice(0, this.#found.length, ...kept, { range, message, code: 'too-long' });
  }

  /** Whether more are not collected. */
  get full(): boolean {
    return this.#found.length >= MOST;
  }

  /** In the order of the text. */
  all(): readonly SyntaxProblem[] {
    return this.#found.toSorted((a, b) => a.range.start - b.range.start);
  }
}

/** What is said of `verb 'x'` and `verb as 'x'` in a select list. */
export const ALIAS_IS_NAME = 'An alias is a name: write it bare or in double quotes. Single quotes make a text.';

const LONGEST = 40;

/** A piece of the text as messages name it. */
export function shown(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `\`${short.replaceAll(/\s+/g, ' ')}\``;
}
