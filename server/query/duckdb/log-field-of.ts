import type { LogField } from '../catalog/log-field.ts';
import type { Expression } from '../syntax/tree.ts';
import { computedElsewhere, type Emission, type EmittedSource } from './emission.ts';

/** The field of the log that an expression is, with the source that can compute more of it; nothing for anything else. */
export function logField(e: Emission, expression: Expression): { readonly field: LogField; readonly source: EmittedSource } | undefined {
  if (expression.kind === 'parenthesized') return logField(e, expression.expression);
  if (computedElsewhere(e, expression) !== undefined) return undefined;
  const resolution = expression.kind === 'column' ? e.analysed.resolutions.get(expression) : undefined;
  if (resolution?.kind !== 'column' || !resolution.column.field || resolution.path || resolution.column.merged) return undefined;
  const source = e.scopes[e.scopes.length - 1 - resolution.outer]?.sources[resolution.source];
  return source?.derived ? { field: resolution.column.field, source } : undefined;
}
