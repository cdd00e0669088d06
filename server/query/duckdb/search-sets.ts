import type { LogField } from '../catalog/log-field.ts';
import type { SearchExpression, SearchValue } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';
import { hasTokens, lower, tokensOf } from './search-tokens.ts';
import { literal } from './sql-text.ts';

/** What a search keeps of one field all of whose values are known. */
export interface ValueSet {
  readonly field: LogField;
  readonly values: ReadonlySet<string>;
  /** Events without the field. */
  readonly absent: boolean;
  readonly all: readonly string[];
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
      return field && all && { field, all, values: new Set(matching(all, expression.value)), absent: false };
    }
    default:
      return undefined;
  }
}

function matching(all: readonly string[], value: SearchValue): readonly string[] {
  if (value.kind === 'any') return all.filter(v => v !== '');
  if (value.kind === 'phrase') return all.filter(v => lower(v).includes(lower(value.text)));
  if (value.kind === 'quoted' && value.text === '') return all.filter(v => v === '');
  const tokens = tokensOf(value.text, value.kind === 'quoted');
  return all.filter(v => hasTokens(v, tokens));
}

export const complement = (set: ValueSet): ValueSet => ({
  ...set,
  values: new Set(set.all.filter(v => !set.values.has(v))),
  absent: !set.absent,
});

export const intersection = (a: ValueSet, b: ValueSet): ValueSet => ({
  ...a,
  values: new Set(a.all.filter(v => a.values.has(v) && b.values.has(v))),
  absent: a.absent && b.absent,
});

/** So many values are compared one by one; more are looked up. */
const FEW = 8;

/** The set as a condition on the column. */
export function setCondition({ values, absent, all }: ValueSet, column: string): string {
  const kept = all.filter(v => values.has(v));
  const list = (items: readonly string[]) => items.map(literal).join(', ');
  if (kept.length === all.length) return absent ? 'true' : `${column} IS NOT NULL`;
  if (kept.length === 0) return absent ? `${column} IS NULL` : 'false';
  if (!absent) return kept.length === 1 ? `${column} = ${list(kept)}` : `${column} IN (${list(kept)})`;
  const left = all.filter(v => !values.has(v));
  if (left.length <= FEW) return `(${column} IS NULL OR ${column} NOT IN (${list(left)}))`;
  // what no value is stands for the missing ones
  let nothing = '';
  while (all.includes(nothing)) nothing += ' ';
  return `coalesce(${column}, ${literal(nothing)}) IN (SELECT unnest([${list([...kept, nothing])}]))`;
}
