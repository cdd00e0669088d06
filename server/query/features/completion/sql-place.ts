import type { TextRange } from '../../../lint/finding.ts';
import { RESERVED } from '../../syntax/keywords.ts';
import { type SqlToken, sqlTokens } from '../../syntax/sql-lexer.ts';
import { type Clause, type Level, levelsOf } from '../sql-levels.ts';

/** An argument of a call, from 0. */
export interface ArgumentPlace {
  readonly name: string;
  readonly argument: number;
}

/** What can be typed at an offset of the SQL part. */
export type SqlPlace = { readonly replace: TextRange /** Whether it stands in quotes. */; readonly quoted: boolean } & (
  | { readonly kind: 'beginning' }
  | { readonly kind: 'table' }
  | { readonly kind: 'type' }
  /** Behind `t.`: a column of t; `whole` is where the name would begin if it only lacks its quotes. */
  | { readonly kind: 'column-of'; readonly table: string; readonly whole: TextRange }
  /** An expression. `nested`: in parentheses, where a query may stand too; `before` is what stands in front of it. */
  | {
      readonly kind: 'operand';
      readonly clause: Clause;
      readonly nested: boolean;
      readonly begins: boolean;
      readonly before: readonly SqlToken[];
      readonly call?: ArgumentPlace;
    }
  /** Behind an expression or table: an operator, or the next clause. */
  | { readonly kind: 'continuation'; readonly clause: Clause; readonly after: SqlToken; readonly inCase: boolean }
  /** In a text; `before` is what stands in front of it. */
  | { readonly kind: 'text'; readonly before: readonly SqlToken[]; readonly call?: ArgumentPlace }
);

const NOTHING_FOLLOWS: ReadonlySet<string> = new Set(['limit', 'escape', 'session']);
/** Reserved words that end an expression. */
const ENDS: ReadonlySet<string> = new Set(
  'null true false end current_date current_time current_timestamp localtime localtimestamp'.split(' '),
);
const SOFT_STARTS: ReadonlySet<string> = new Set('limit asc desc nulls over filter partition all'.split(' '));

/** Undefined where nothing is to be offered: in comments, behind `as`, where a number is due. `from` is where the SQL part begins. */
export function sqlPlace(text: string, from: number, offset: number): SqlPlace | undefined {
  const { tokens, comments } = sqlTokens(text, from);
  if (comments.some(c => c.start < offset && offset <= c.end)) return undefined;
  const begun = tokens.filter(t => t.kind !== 'end' && t.start < offset);
  const touched = begun.at(-1);
  const isTyped = touched !== undefined && touched.end >= offset && touched.kind !== 'symbol';
  const typed = isTyped ? touched : undefined;
  if (typed?.kind === 'number') return undefined;
  const before = isTyped ? begun.slice(0, -1) : begun;
  const levels = levelsOf(before);
  const level = levels.at(-1)!;
  if (typed && (typed.kind === 'string' || (typed.kind === 'quoted' && text[typed.start] === '"'))) {
    const closed = typed.end - typed.start > 1 && text[typed.end - 1] === text[typed.start];
    if (closed && offset === typed.end) return undefined;
    const replace = { start: typed.start, end: closed ? typed.end : offset };
    if (typed.kind === 'string') {
      return { kind: 'text', before, replace, quoted: true, ...argumentOf(level) };
    }
    return placeBehind(before, { replace, quoted: true });
  }
  return placeBehind(before, { replace: typed ? { start: typed.start, end: typed.end } : { start: offset, end: offset }, quoted: false });
}

function placeBehind(before: readonly SqlToken[], at: { readonly replace: TextRange; readonly quoted: boolean }): SqlPlace | undefined {
  const level = levelsOf(before).at(-1)!;
  const { clause, opener } = level;
  const nested = opener !== 'statement';
  const last = before.at(-1);
  if (!last) return { kind: 'beginning', ...at };
  if (isSymbol(last, '.')) {
    // parts of an unquoted dotted name are one name that lacks its quotes
    const parts = dotted(before);
    const replace = { start: parts[0]!.start, end: at.replace.end };
    if (parts.length > 2) return { kind: 'operand', clause, nested: false, begins: false, before, ...at, replace };
    return { kind: 'column-of', table: parts[0]!.text, whole: replace, ...at };
  }
  if (isSymbol(last, ';')) return { kind: 'beginning', ...at };
  if (last.kind === 'word') {
    if (NOTHING_FOLLOWS.has(last.text)) return undefined;
    if (last.text === 'as') return opener === 'cast' ? { kind: 'type', ...at } : undefined;
    if (['from', 'join'].includes(last.text) && clause === 'from') return { kind: 'table', ...at };
    if (['union', 'intersect', 'except', 'all', 'with'].includes(last.text) && clause === 'none') return { kind: 'beginning', ...at };
  }
  if (clause === 'limit' || clause === 'set') return undefined;
  if (opener === 'cast' && level.pastAs) return isSymbol(last, '(') || isSymbol(last, ',') ? { kind: 'type', ...at } : undefined;
  if (clause === 'from' && isSymbol(last, ',')) return { kind: 'table', ...at };
  if (clause === 'with') return undefined;
  if (endsOperand(before)) return { kind: 'continuation', clause, after: last, inCase: opensCase(before), ...at };
  const begins = last.kind === 'word' && last.text === 'select';
  const isArgument = isSymbol(last, '(') || isSymbol(last, ',');
  return { kind: 'operand', clause, nested: nested && isSymbol(last, '('), begins, before, ...at, ...(isArgument && argumentOf(level)) };
}

const argumentOf = ({ call, commas }: Level): { readonly call?: ArgumentPlace } =>
  call === undefined ? {} : { call: { name: call, argument: commas } };

/** The parts of a dotted name at the end, dots among them. */
function dotted(tokens: readonly SqlToken[]): readonly SqlToken[] {
  let start = tokens.length - 1;
  while (start > 0 && (isSymbol(tokens[start]!, '.') ? isName(tokens[start - 1]!) : isSymbol(tokens[start - 1]!, '.'))) start -= 1;
  return tokens.slice(start);
}

const isName = ({ kind }: SqlToken) => kind === 'word' || kind === 'quoted';
const isSymbol = ({ kind, text }: SqlToken, symbol: string) => kind === 'symbol' && text === symbol;

/** Whether a `case` is open. */
function opensCase(tokens: readonly SqlToken[]): boolean {
  const count = (word: string) => tokens.filter(t => t.kind === 'word' && t.text === word).length;
  return count('case') > count('end');
}

function endsOperand(tokens: readonly SqlToken[]): boolean {
  const last = tokens.at(-1)!;
  if (last.kind === 'word')
    return ENDS.has(last.text) || !(RESERVED.has(last.text) || (SOFT_STARTS.has(last.text) && last.text !== 'asc' && last.text !== 'desc'));
  if (last.kind !== 'symbol') return true;
  if (last.text === '*') {
    const previous = tokens.at(-2);
    return previous !== undefined && (['select', 'distinct'].includes(previous.text) || ['(', ',', '.'].some(s => isSymbol(previous, s)));
  }
  return last.text === ')' || last.text === ']';
}
