import type { TextRange } from '../../lint/finding.ts';
import type { FieldName, SearchExpression, SearchValue } from '../syntax/tree.ts';
import { operandsOf } from './search-fields.ts';

/** Every expression of a search with whether it stands in the operand of a `not`, or under an `or`. */
export interface SearchNode {
  readonly expression: SearchExpression;
  readonly negated: boolean;
  readonly underOr: boolean;
}

/** The nodes of a search, each before what it contains. */
export function searchNodes(expression: SearchExpression | undefined): readonly SearchNode[] {
  const nodes: SearchNode[] = [];
  const waiting: SearchNode[] = expression ? [{ expression, negated: false, underOr: false }] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes.push(next);
    const node = next;
    for (const inner of operandsOf(node.expression).toReversed()) {
      const denies = node.expression.kind === 'not' || (node.expression.kind === 'minus' && inner === node.expression.right);
      waiting.push({
        expression: inner,
        negated: denies ? !node.negated : node.negated,
        underOr: node.underOr || node.expression.kind === 'or',
      });
    }
  }
  return nodes;
}

/** The field and value of a condition that asks for a value, or the value of a bare word. */
export function askedValue(expression: SearchExpression): { readonly field?: FieldName; readonly value: SearchValue } | undefined {
  if (expression.kind === 'term') return { value: expression.value };
  if (expression.kind !== 'field' || expression.value.kind === 'missing') return undefined;
  return { field: expression.field, value: expression.value };
}

/** Whether a search asks, not under `not`, for a value of a field. */
export const asksFor = (nodes: readonly SearchNode[], field: string, values: readonly string[]): boolean =>
  nodes.some(({ expression, negated }) => {
    const asked = negated ? undefined : askedValue(expression);
    return asked?.field?.name.toLowerCase() === field.toLowerCase() && values.includes(asked.value.text.toLowerCase());
  });

export const emptyAt = (offset: number): TextRange => ({ start: offset, end: offset });
