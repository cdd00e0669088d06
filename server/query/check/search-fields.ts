import { nearest } from '../../kubernetes/nearest.ts';
import { sqlName } from '../syntax/sql-quotes.ts';
import type { FieldName, SearchExpression } from '../syntax/tree.ts';
import type { Analysis } from './analysis.ts';

/** The expressions directly inside a search. */
export function operandsOf(expression: SearchExpression): readonly SearchExpression[] {
  switch (expression.kind) {
    case 'or':
    case 'and':
      return expression.operands;
    case 'not':
    case 'group':
      return [expression.operand];
    case 'minus':
      return [expression.left, expression.right];
    default:
      return [];
  }
}

/** Every expression of a search that contains no other, in textual order. A chain of `not` may be long, so it is walked. */
export function conditionsOf(expression: SearchExpression | undefined): readonly SearchExpression[] {
  const found: SearchExpression[] = [];
  const waiting = expression ? [expression] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inside = operandsOf(next);
    if (inside.length === 0) found.push(next);
    else waiting.push(...inside.toReversed());
  }
  return found;
}

/** Finds the fields that a search names. */
export function resolveSearchFields(analysis: Analysis, expression: SearchExpression | undefined): void {
  for (const condition of conditionsOf(expression)) {
    if (condition.kind !== 'field' && condition.kind !== 'comparison' && condition.kind !== 'range') continue;
    const { field } = condition;
    const found = analysis.schema.field(searchName(field));
    if (found) analysis.searchFields.set(field, found);
    else tellUnknown(analysis, field);
  }
}

/** `source` is short for the reserved field. */
const searchName = ({ name }: FieldName): string => (name === 'source' ? '__source__' : name);

function tellUnknown(analysis: Analysis, field: FieldName): void {
  if (field.name === '') return;
  const { schema } = analysis;
  const near = nearest(
    field.name,
    schema.fields.map(f => f.name),
  );
  const hint = near ? ` Did you mean ${near}?` : ` If the colon belongs to a word, quote the word: "${field.name}:…".`;
  const fixes = near
    ? [{ title: `Write ${near}`, edits: [{ range: field.range, newText: field.quoted ? sqlName(near) : near }], safe: false }]
    : [];
  analysis.report('unknown-column', field.range, `The log has no field '${field.name}', so this finds nothing.${hint}`, {
    fixes,
    ...(!schema.complete && { severity: 'warning' as const }),
  });
}
