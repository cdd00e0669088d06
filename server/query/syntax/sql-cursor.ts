import type { TextRange } from '../../lint/finding.ts';
import { CLAUSES, RESERVED } from './keywords.ts';
import { type Problems, shown } from './problems.ts';
import type { SqlToken } from './sql-lexer.ts';
import type { Expression, Identifier, Missing, NestedQuery, SqlQuery } from './tree.ts';

/** Queries, expressions and types stand in one another deeper than this only in noise; reading them must not exhaust the stack. */
const DEEPEST = 100;

/** What stands behind an operand of a set operation. */
const BEHIND_OPERANDS: ReadonlySet<string> = new Set(['union', 'intersect', 'except', 'order', 'limit', 'offset']);

/** The rules of the grammar that need each other; one place puts them together. */
export interface Grammar {
  /** `first` is an operand that was read before it turned out to be one. */
  query(cursor: SqlCursor, first?: NestedQuery): SqlQuery;
  expression(cursor: SqlCursor): Expression;
  /** An expression without comparisons and what binds looser. */
  value(cursor: SqlCursor): Expression;
}

/** A place among the tokens of the SQL part. */
export class SqlCursor {
  readonly text: string;
  readonly grammar: Grammar;
  readonly #tokens: SqlToken[];
  readonly #problems: Problems;
  #closing: Map<number, number> | undefined;
  #at = 0;
  #depth = 0;
  /** Something was passed unread, or a parenthesis was not closed: that more cannot be read there follows from it. */
  #astray = false;

  constructor(text: string, tokens: readonly SqlToken[], problems: Problems, grammar: Grammar) {
    this.text = text;
    this.#tokens = [...tokens];
    this.#problems = problems;
    this.grammar = grammar;
  }

  get token(): SqlToken {
    return this.#tokens[this.#at]!;
  }

  get astray(): boolean {
    return this.#astray;
  }

  /** The token `distance` further on, or back. */
  peek(distance: number): SqlToken {
    return this.#tokens[Math.max(0, Math.min(this.#at + distance, this.#tokens.length - 1))]!;
  }

  /** Where the last token that was read ends. */
  get lastEnd(): number {
    return this.#at === 0 ? this.token.start : this.#tokens[this.#at - 1]!.end;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** Reads a token; the end is never passed. */
  next(): SqlToken {
    const token = this.token;
    if (this.#at < this.#tokens.length - 1) this.#at += 1;
    return token;
  }

  /** Takes the token that stands here for another word. */
  readAs(word: string): void {
    this.#tokens[this.#at] = { ...this.token, kind: 'word', text: word };
  }

  is(symbol: string, distance = 0): boolean {
    const token = distance === 0 ? this.token : this.peek(distance);
    return token.kind === 'symbol' && token.text === symbol;
  }

  isWord(word: string, distance = 0): boolean {
    const token = distance === 0 ? this.token : this.peek(distance);
    return token.kind === 'word' && token.text === word;
  }

  /** Reads the symbol if it stands there. */
  take(symbol: string): boolean {
    const there = this.is(symbol);
    if (there) this.next();
    return there;
  }

  takeWord(word: string): boolean {
    const there = this.isWord(word);
    if (there) this.next();
    return there;
  }

  /** Reads the symbol, or tells that it is not there. */
  expect(symbol: string, after = ''): boolean {
    if (this.take(symbol)) return true;
    this.problem(`${shown(symbol)}${after}`);
    return false;
  }

  expectWord(word: string, after = ''): boolean {
    if (this.takeWord(word)) return true;
    this.problem(`${shown(word)}${after}`);
    return false;
  }

  /** An opening parenthesis and what it belongs to, when the closing one is missing. */
  close(open: TextRange): void {
    if (this.take(')')) return;
    if (this.atEnd) this.report(open, 'This `(` has no `)`.');
    else if (this.is('=>')) this.report(this.token, 'A lambda is written with `->`, such as `x -> x + 1`.');
    else this.problem('`)`');
    this.#astray = true;
  }

  /** Whether a name can stand here. */
  atName(distance = 0): boolean {
    const { kind, text } = this.peek(distance);
    if (kind !== 'word') return kind === 'quoted';
    // `limit` is a name to Presto; with a number behind it, it is the clause.
    return !RESERVED.has(text) && !(text === 'limit' && this.peek(distance + 1).kind === 'number');
  }

  /** The name that stands here. */
  name(): Identifier {
    const { kind, text, start, end } = this.next();
    return { range: { start, end }, name: kind === 'word' ? this.text.slice(start, end) : text, quoted: kind === 'quoted' };
  }

  /** Reads a name, or tells that none is there. */
  expectName(what: string): Identifier {
    if (this.atName()) return this.name();
    this.problem(what);
    return { range: this.missing().range, name: '', quoted: false };
  }

  /** From `start` to the last token read; where none was read since, the place behind it, as of what is missing. */
  since(start: number): TextRange {
    const end = this.lastEnd;
    return { start: Math.min(start, end), end };
  }

  /** The range of something that begins as `first` does: its own where nothing was read behind it, since a long text has millions. */
  from(first: TextRange): TextRange {
    return first.end === this.lastEnd ? first : this.since(first.start);
  }

  /** Tells that something else is expected here; at the end the last token is marked. */
  problem(expected: string): void {
    if (this.#problems.full) return;
    const token = this.token;
    if (token.kind !== 'end') {
      this.report(token, `Found ${shown(this.text.slice(token.start, token.end))}, expected ${expected}.`);
    } else this.report(this.#tokens[Math.max(this.#at - 1, 0)]!, `Found the end, expected ${expected}.`);
  }

  report({ start, end }: TextRange, message: string): void {
    this.#problems.add({ start, end }, message);
  }

  missing(): Missing {
    return { kind: 'missing', range: { start: this.lastEnd, end: this.lastEnd } };
  }

  /** Reads something that may contain itself; `otherwise` stands for it where it is nested too deep, and the rest is given up. */
  nested<T>(read: (cursor: SqlCursor) => T, otherwise: (cursor: SqlCursor) => T): T {
    if (this.#depth >= DEEPEST) {
      this.report(this.token, `What is nested deeper than ${DEEPEST} is not read.`);
      this.#at = this.#tokens.length - 1;
      return otherwise(this);
    }
    this.#depth += 1;
    const result = read(this);
    this.#depth -= 1;
    return result;
  }

  /** Whether the parenthesis that stands here holds a query, and not a join that begins with one. */
  holdsQuery(distance = 0): boolean {
    const { kind, text } = this.peek(distance + 1);
    if (kind === 'word') return text === 'select' || text === 'with' || text === 'values';
    if (distance > DEEPEST || !this.is('(', distance + 1) || !this.holdsQuery(distance + 1)) return false;
    const behind = this.#behindParenthesis(this.#at + distance + 1);
    return behind.kind !== 'quoted' && (behind.kind !== 'word' || BEHIND_OPERANDS.has(behind.text));
  }

  /** The token behind the `)` of a parenthesis. */
  #behindParenthesis(open: number): SqlToken {
    if (!this.#closing) {
      this.#closing = new Map();
      const opened: number[] = [];
      for (const [at, { kind, text }] of this.#tokens.entries()) {
        if (kind !== 'symbol') continue;
        if (text === '(') opened.push(at);
        else if (text === ')' && opened.length > 0) this.#closing.set(opened.pop()!, at);
      }
    }
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min((this.#closing.get(open) ?? last) + 1, last)]!;
  }

  /** Passes what cannot be read: up to a clause, or what closes or ends the query. Parentheses are passed as a whole. */
  skip(): void {
    this.#astray = true;
    let depth = 0;
    do {
      if (this.is('(')) depth += 1;
      else if (this.is(')')) depth -= 1;
      this.next();
    } while (!this.atEnd && (depth > 0 || !(this.is(')') || this.is(';') || this.atClause())));
  }

  /** Gives up what is left. */
  skipAll(): void {
    this.#at = this.#tokens.length - 1;
  }

  atClause(): boolean {
    return this.token.kind === 'word' && CLAUSES.has(this.token.text);
  }
}
