import type { Fix, TextRange } from '../../../lint/finding.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Binary, Expression, Literal } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { UNKNOWN } from '../types/scalars.ts';

interface Operands {
  readonly operator: Binary['operator'];
  readonly left: Expression;
  readonly right: Expression;
}

/** Says that an operator does not take two operands, and what would be right. */
export function tellOperands(analysis: Analysis, range: TextRange, operands: Operands): void {
  const [left, right] = [operands.left, operands.right].map(e => analysis.types.get(e) ?? UNKNOWN);
  const { words, fixes } = advice(analysis, operands);
  const message = `Cannot apply operator: ${typeText(left!)} ${operands.operator} ${typeText(right!)}.${words === '' ? '' : ` ${words}`}`;
  analysis.report('type-mismatch', range, message, { fixes });
}

interface Advice {
  readonly words: string;
  readonly fixes: readonly Fix[];
}

const LOGICAL: ReadonlySet<string> = new Set(['and', 'or']);

function advice(analysis: Analysis, { operator, left, right }: Operands): Advice {
  if (LOGICAL.has(operator)) return { words: `Both sides of ${operator} must be conditions.`, fixes: [] };
  return adviceFor(analysis, operator, left, right) ?? adviceFor(analysis, operator, right, left) ?? { words: '', fixes: [] };
}

/** What to do about `one` so that it goes with `other`. */
function adviceFor(analysis: Analysis, operator: string, one: Expression, other: Expression): Advice | undefined {
  const type = analysis.types.get(one)?.kind;
  const wanted = analysis.types.get(other)?.kind;
  const text = analysis.sourceText(one.range);
  if (operator === '||') {
    return wanted === 'varchar' && type !== 'array' && type !== undefined ? cast(one, text, 'varchar', '|| joins texts.') : undefined;
  }
  const number = numberIn(one);
  if (number !== undefined && (wanted === 'bigint' || wanted === 'double')) return replaced(one, number, 'a number without quotes');
  if (one.kind === 'literal' && one.type === 'integer' && wanted === 'varchar' && isComparison(operator)) {
    return replaced(one, `'${one.value}'`, 'a text in single quotes');
  }
  if (type === 'json' && wanted === 'varchar') {
    return { words: 'json_extract gives JSON; json_extract_scalar gives the text inside.', fixes: scalarFix(one) };
  }
  if (type === 'bigint' && (wanted === 'timestamp' || wanted === 'timestamp with time zone' || wanted === 'date')) {
    const newText = `from_unixtime(${text})`;
    return { words: `Unix seconds become a timestamp by ${newText}.`, fixes: [fix(one, newText)] };
  }
  if (type === 'varchar' && (wanted === 'bigint' || wanted === 'double')) return cast(one, text, wanted, '');
  if (type === 'varchar' && (wanted === 'timestamp' || wanted === 'timestamp with time zone' || wanted === 'date')) {
    if (one.kind === 'literal')
      return replaced(one, `${wanted === 'date' ? 'date' : 'timestamp'} ${text}`, 'a time with its type before it');
    return { words: 'A text becomes a timestamp by date_parse or from_iso8601_timestamp.', fixes: [] };
  }
  return undefined;
}

const isComparison = (operator: string): boolean => /^[=<>]|^is /.test(operator);

/** The number that a text literal holds. */
function numberIn(expression: Expression): string | undefined {
  if (expression.kind !== 'literal' || expression.type !== 'string') return undefined;
  return /^-?\d+(\.\d+)?$/.test(expression.value) ? expression.value : undefined;
}

const replaced = (one: Expression, newText: string, what: string): Advice => ({
  words: `Write ${what}: ${newText}.`,
  fixes: [fix(one, newText)],
});

const cast = (one: Expression, text: string, type: string, words: string): Advice => {
  const newText = `cast(${text} as ${type})`;
  return { words: `${words} Write ${newText}.`.trim(), fixes: [fix(one, newText)] };
};

const fix = ({ range }: Expression, newText: string): Fix => ({ title: `Write ${newText}`, edits: [{ range, newText }], safe: false });

function scalarFix(one: Expression): readonly Fix[] {
  const call = one.kind === 'parenthesized' ? one.expression : one;
  if (call.kind !== 'call' || call.name.name.toLowerCase() !== 'json_extract') return [];
  return [{ title: 'Write json_extract_scalar', edits: [{ range: call.name.range, newText: 'json_extract_scalar' }], safe: false }];
}

/** The literal behind parentheses and a sign: `(-1)`. */
export function literalOf(expression: Expression): { readonly literal: Literal; readonly negative: boolean } | undefined {
  if (expression.kind === 'literal') return { literal: expression, negative: false };
  if (expression.kind === 'parenthesized') return literalOf(expression.expression);
  if (expression.kind !== 'unary' || expression.operator === 'not') return undefined;
  const inner = literalOf(expression.operand);
  return inner && { literal: inner.literal, negative: expression.operator === '-' ? !inner.negative : inner.negative };
}
