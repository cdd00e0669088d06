import type { TextRange } from '../../../lint/finding.ts';
import type { SqlToken, SqlTokens } from '../sql-lexer.ts';
import { group, HARD_LINE, indent, type Layout, line } from './layout.ts';
import { gapBetween } from './token-gap.ts';
import type { TokenRole } from './token-roles.ts';

/** What a frame was opened for: only its closing token ends parentheses and `case`; lists and chains end where their node does. */
type FrameKind = 'list' | 'chain' | '(' | 'case';

interface Frame {
  readonly kind: FrameKind;
  readonly indented: boolean;
  readonly parts: Layout[];
}

const CLOSING = new Set([',', ')', ']', ';']);

/** Writes the tokens of a statement one by one, with their comments, into groups that are opened and closed on the way. */
export class SqlWriter {
  readonly #text: string;
  readonly #tokens: readonly SqlToken[];
  readonly #comments: readonly TextRange[];
  readonly #roles: ReadonlyMap<number, TokenRole>;
  readonly #frames: Frame[] = [{ kind: 'list', indented: false, parts: [] }];
  /** Where the last token ends; at the beginning the pipe. */
  #lastEnd: number;
  #at = 0;
  #comment = 0;
  /** Whether what stands before the next token is written. */
  #separated = false;

  constructor(text: string, { tokens, comments }: SqlTokens, roles: ReadonlyMap<number, TokenRole>, pipeEnd: number) {
    this.#text = text;
    this.#tokens = tokens;
    this.#comments = comments;
    this.#roles = roles;
    this.#lastEnd = pipeEnd;
  }

  get next(): SqlToken {
    return this.#tokens[this.#at]!;
  }

  get after(): SqlToken | undefined {
    return this.#tokens[this.#at + 1];
  }

  get previous(): SqlToken | undefined {
    return this.#tokens[this.#at - 1];
  }

  roleOf({ start }: SqlToken): TokenRole | undefined {
    return this.#roles.get(start);
  }

  /** Number of frames that are open. */
  get depth(): number {
    return this.#frames.length;
  }

  /** Opens a group for what follows. */
  open(kind: FrameKind, indented: boolean): void {
    this.#frames.push({ kind, indented, parts: [] });
  }

  /** Closes lists and chains down to a depth; parentheses stay open. */
  closeDownTo(depth: number): void {
    while (this.#frames.length > depth && this.#top.kind !== '(' && this.#top.kind !== 'case') this.#close();
  }

  /** Closes the innermost parentheses or `case`; the next token, which ends it, may stand on a line of its own. */
  closeBefore(): void {
    this.closeDownTo(1);
    const { parts } = this.#frames.pop()!;
    this.#push(group([indent(parts), this.#separator(true)]));
    this.#separated = true;
  }

  /** A place to break, before the next token. */
  breakHere(): void {
    if (this.#separated || this.next.kind === 'end') return;
    this.#push(this.#separator(true));
    this.#separated = true;
  }

  /** Writes the next token. */
  write(): void {
    const token = this.next;
    const role = this.roleOf(token);
    const lower = token.kind === 'number' || (token.kind === 'word' && (role === undefined || role === 'type'));
    this.#put(lower ? token.text : this.#text.slice(token.start, token.end));
    this.#lastEnd = token.end;
    this.#at += 1;
  }

  /** Writes `written` for all tokens of a range; comments in it must be part of `written`. */
  writeFor({ end }: TextRange, written: string): void {
    this.#put(written);
    while (this.next.start < end) this.#at += 1;
    while ((this.#comments[this.#comment]?.start ?? end) < end) this.#comment += 1;
    this.#lastEnd = end;
  }

  /** All that was written, with the comments behind it. */
  finish(): Layout {
    while (this.#frames.length > 1) this.#close();
    this.#push(this.#separator(false));
    return this.#top.parts;
  }

  get #top(): Frame {
    return this.#frames.at(-1)!;
  }

  #push(layout: Layout): void {
    this.#top.parts.push(layout);
  }

  #close(): void {
    const { parts, indented } = this.#frames.pop()!;
    this.#push(group(indented ? indent(parts) : parts));
  }

  #put(written: string): void {
    if (!this.#separated) this.#push(this.#separator(false));
    this.#separated = false;
    this.#push(written);
  }

  #gap(): '' | ' ' {
    const { previous, next } = this;
    if (!previous) return ' ';
    return gapBetween({ previous, role: this.roleOf(previous) }, { next, nextRole: this.roleOf(next) });
  }

  /**
   * What stands before the next token. A comment on a line of its own keeps it; one that ends a line still does; others
   * stand before what follows them.
   */
  #separator(breakable: boolean): Layout {
    const { next } = this;
    const parts: Layout[] = [];
    let glue: Layout = breakable ? line(this.#gap()) : this.#gap();
    for (let c = this.#comments[this.#comment]; c && c.start < next.start; c = this.#comments[this.#comment]) {
      this.#comment += 1;
      const following = Math.min(next.start, this.#comments[this.#comment]?.start ?? next.start);
      const ends = this.#text.startsWith('--', c.start) || following === this.#text.length || this.#breaksBetween(c.end, following);
      const begins = this.#breaksBetween(this.#lastEnd, c.start);
      const belongsBefore = !ends && CLOSING.has(next.text);
      if (begins && ends) glue = HARD_LINE;
      else if (ends || (belongsBefore && glue !== HARD_LINE)) glue = ' ';
      parts.push(glue, this.#text.slice(c.start, c.end).trimEnd());
      glue = ends ? HARD_LINE : belongsBefore ? this.#gap() : ' ';
      this.#lastEnd = c.end;
    }
    return next.kind === 'end' ? parts : [...parts, glue];
  }

  #breaksBetween(start: number, end: number): boolean {
    return this.#text.slice(start, end).includes('\n');
  }
}
