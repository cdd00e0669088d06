import type { LogField } from '../catalog/log-field.ts';
import type { Expression } from '../syntax/tree.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { partsOf } from './sql/parts.ts';

/** The first field of the log inside an expression that a test picks. */
export function findColumn(analysed: AnalysedQuery, expression: Expression, test: (field: LogField) => boolean): LogField | undefined {
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const resolution = next.kind === 'column' ? analysed.resolutions.get(next) : undefined;
    const field = resolution?.kind === 'column' ? resolution.column.field : undefined;
    if (field && test(field)) return field;
    waiting.push(...partsOf(next).toReversed());
  }
  return undefined;
}

/** The field of the log that an expression is, parentheses aside. */
export function fieldOf(analysed: AnalysedQuery, expression: Expression): LogField | undefined {
  if (expression.kind === 'parenthesized') return fieldOf(analysed, expression.expression);
  const resolution = expression.kind === 'column' ? analysed.resolutions.get(expression) : undefined;
  return resolution?.kind === 'column' ? resolution.column.field : undefined;
}
