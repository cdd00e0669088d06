import type { LogField } from '../catalog/log-field.ts';
import type { SearchExpression, SearchValue } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';
import { lower, type SearchedValue, tokensOf, tokenTest } from './search-tokens.ts';
import { literal } from './sql-text.ts';

/** What a search keeps of one field all of whose values are known. */
export interface ValueSet {
  readonly field: LogField;
  readonly all: readonly SearchedValue[];
  readonly keeps: (value: SearchedValue) => boolean;
  /** Whether events without the field are kept. */
  readonly absent: boolean;
}

/** The values that a search keeps, where it is about one such field only. */
export function valueSet(e: Emission, expression: SearchExpression): ValueSet | undefined {
  switch (expression.kind) {
    case 'group':
      return valueSet(e, expression.operand);
    case 'not': {
      const inner = valueSet(e, expression.operand);
      return inner && complement(inner);
    }
    case 'minus': {
      const [left, right] = [valueSet(e, expression.left), valueSet(e, expression.right)];
      return left && right && left.field === right.field ? intersection(left, complement(right)) : undefined;
    }
    case 'and':
    case 'or': {
      const sets = expression.operands.map(operand => valueSet(e, operand));
      const [first] = sets;
      if (!first || !sets.every(s => s?.field === first.field)) return undefined;
      return (sets as ValueSet[]).reduce((a, b) =>
        expression.kind === 'and' ? intersection(a, b) : complement(intersection(complement(a), complement(b))),
      );
    }
    case 'field':
    case 'comparison': {
      if (expression.value.kind === 'missing' || (expression.kind === 'comparison' && expression.operator !== '=')) return undefined;
      const field = e.analysed.searchFields.get(expression.field);
      const all = field?.type === 'varchar' ? e.relation.values?.(field) : undefined;
      return field && all && { field, all, keeps: matching(expression.value), absent: false };
    }
    default:
      return undefined;
  }
}

function matching(value: SearchValue): ValueSet['keeps'] {
  if (value.kind === 'any') return ({ text }) => text !== '';
  if (value.kind === 'phrase') {
    const phrase = lower(value.text);
    return ({ text }) => lower(text).includes(phrase);
  }
  if (value.kind === 'quoted' && value.text === '') return ({ text }) => text === '';
  const tests = tokensOf(value.text, value.kind === 'quoted').map(tokenTest);
  return searched => tests.every(test => test(searched));
}

export const complement = (set: ValueSet): ValueSet => ({ ...set, keeps: value => !set.keeps(value), absent: !set.absent });

export const intersection = (a: ValueSet, b: ValueSet): ValueSet => ({
  ...a,
  keeps: value => a.keeps(value) && b.keeps(value),
  absent: a.absent && b.absent,
});

/** So many values are compared one by one; more are looked up. */
const FEW = 8;

/** The set as a condition on the column. */
export function setCondition({ keeps, absent, all }: ValueSet, column: string): string {
  const [kept, left]: [string[], string[]] = [[], []];
  for (const value of all) (keeps(value) ? kept : left).push(value.text);
  const list = (items: readonly string[]) => items.map(literal).join(', ');
  if (left.length === 0) return absent ? 'true' : `${column} IS NOT NULL`;
  if (kept.length === 0) return absent ? `${column} IS NULL` : 'false';
  if (!absent) return kept.length === 1 ? `${column} = ${list(kept)}` : `${column} IN (${list(kept)})`;
  if (left.length <= FEW) return `(${column} IS NULL OR ${column} NOT IN (${list(left)}))`;
  // what no value is stands for the missing ones
  const values = new Set([...kept, ...left]);
  let nothing = '';
  while (values.has(nothing)) nothing += ' ';
  return `coalesce(${column}, ${literal(nothing)}) IN (SELECT unnest([${list([...kept, nothing])}]))`;
}
