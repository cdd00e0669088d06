import type { TextRange } from '../../lint/finding.ts';
import { type Problems, shown } from './problems.ts';
import type { SearchToken } from './search-lexer.ts';
import type { Missing } from './tree.ts';

/** A place among the tokens of the search part. */
export class SearchCursor {
  readonly #tokens: readonly SearchToken[];
  readonly #problems: Problems;
  #at = 0;
  /** Parentheses around the place. */
  depth = 0;
  /** The rest was not read: nothing is missing in it. */
  gaveUp = false;

  constructor(tokens: readonly SearchToken[], problems: Problems) {
    this.#tokens = tokens;
    this.#problems = problems;
  }

  get token(): SearchToken {
    return this.#tokens[this.#at]!;
  }

  get after(): SearchToken {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)]!;
  }

  /** Where the last token that was read ends. */
  get lastEnd(): number {
    return this.#at === 0 ? this.token.start : this.#tokens[this.#at - 1]!.end;
  }

  /** Reads a token; the end is never passed. */
  next(): SearchToken {
    const token = this.token;
    if (this.#at < this.#tokens.length - 1) this.#at += 1;
    return token;
  }

  /** Gives up on the rest. */
  skipAll(): void {
    this.#at = this.#tokens.length - 1;
    this.gaveUp = true;
  }

  /** Whether such a token follows the last one without a blank. */
  touches(kind: SearchToken['kind']): boolean {
    return this.token.kind === kind && this.token.start === this.lastEnd;
  }

  atWord(word: 'and' | 'or' | 'not'): boolean {
    return isKeyword(this.token, word);
  }

  wordAfter(word: 'and' | 'or' | 'not'): boolean {
    return isKeyword(this.after, word);
  }

  /** Tells that the token is not what it should be; at the end the last token is marked. */
  problem(expected: string): void {
    if (this.#problems.full) return;
    const token = this.token;
    if (token.kind !== 'end') this.report(token, `Found ${shown(source(token))}, but ${expected}.`);
    else this.report(this.#tokens[Math.max(this.#at - 1, 0)]!, `Found the end of the search, but ${expected}.`);
  }

  report({ start, end }: TextRange, message: string): void {
    this.#problems.add({ start, end }, message);
  }

  missing(): Missing {
    return { kind: 'missing', range: { start: this.lastEnd, end: this.lastEnd } };
  }
}

function isKeyword(token: SearchToken, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}

export function isOperatorWord(token: SearchToken): boolean {
  return isKeyword(token, 'and') || isKeyword(token, 'or') || isKeyword(token, 'not');
}

function source(token: SearchToken): string {
  if (token.kind === 'quoted') return `"${token.text}"`;
  return token.kind === 'phrase' ? `#"${token.text}"` : token.text;
}
