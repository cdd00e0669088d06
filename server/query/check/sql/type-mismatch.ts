import type { Fix, TextRange } from '../../../lint/finding.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Binary, Expression } from '../../syntax/tree.ts';
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
  // what is written out is easier to change than what is read
  const pairs = [
    [left, right],
    [right, left],
  ] as const;
  for (const [one, other] of pairs) {
    const found = literalAdvice(analysis, operator, one, other);
    if (found) return found;
  }
  for (const [one, other] of pairs) {
    const found = castAdvice(analysis, operator, one, other);
    if (found) return found;
  }
  const texts = [left, right].every(side => analysis.types.get(side)?.kind === 'varchar');
  return { words: operator === '+' && texts ? 'Texts are joined by ||.' : '', fixes: [] };
}

const isNumber = (kind: string | undefined): boolean => kind === 'bigint' || kind === 'double';
const isTime = (kind: string | undefined): boolean => kind === 'date' || kind === 'timestamp' || kind === 'timestamp with time zone';

/** What to write in place of a literal so that it goes with `other`. */
function literalAdvice(analysis: Analysis, operator: string, one: Expression, other: Expression): Advice | undefined {
  if (one.kind !== 'literal' || operator === '||') return undefined;
  const wanted = analysis.types.get(other)?.kind;
  if (one.type === 'string' && isNumber(wanted)) {
    if (/^-?\d+(\.\d+)?$/.test(one.value)) return replaced(one, one.value, 'a number without quotes');
    return { words: `The other side is a number, and '${one.value}' is none.`, fixes: [] };
  }
  if (one.type === 'string' && isTime(wanted)) {
    return replaced(one, `${wanted === 'date' ? 'date' : 'timestamp'} '${one.value}'`, 'a time with its type before it');
  }
  if (one.type === 'integer' && wanted === 'varchar' && isComparison(operator)) {
    return replaced(one, `'${one.value}'`, 'a text in single quotes');
  }
  return undefined;
}

/** What to do about the value `one` so that it goes with `other`. */
function castAdvice(analysis: Analysis, operator: string, one: Expression, other: Expression): Advice | undefined {
  const type = analysis.types.get(one)?.kind;
  const wanted = analysis.types.get(other)?.kind;
  const text = analysis.sourceText(one.range);
  if (operator === '||') {
    return wanted === 'varchar' && type !== 'array' && type !== undefined ? cast(one, text, 'varchar', '|| joins texts.') : undefined;
  }
  if (type === 'json' && wanted === 'varchar') {
    return { words: 'json_extract gives JSON; json_extract_scalar gives the text inside.', fixes: scalarFix(one) };
  }
  if (type === 'bigint' && isTime(wanted)) {
    const newText = `from_unixtime(${text})`;
    return { words: `Unix seconds become a timestamp by ${newText}.`, fixes: [fix(one, newText)] };
  }
  if (type === 'varchar' && isNumber(wanted)) return cast(one, text, wanted!, '');
  if (type === 'varchar' && isTime(wanted)) {
    return { words: 'A text becomes a timestamp by date_parse or from_iso8601_timestamp.', fixes: [] };
  }
  return undefined;
}

const isComparison = (operator: string): boolean => /^[=<>]|^is /.test(operator);

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
