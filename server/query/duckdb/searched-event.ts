import type { LogField } from '../catalog/log-field.ts';
import { operandsOf } from '../check/search-fields.ts';
import type { SearchExpression } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';

/** The event that the conditions of a search are about. */
export interface SearchedEvent {
  readonly alias: string;
  /** Fields of its text that were read already, as SQL. */
  readonly read?: ReadonlyMap<LogField, string>;
}

export function columnOf(e: Emission, field: LogField, { alias, read }: SearchedEvent): string {
  e.fields.add(field);
  return read?.get(field) ?? e.relation.column(field, alias);
}

/** The fields that an expression is about, where all of them stand in the text of the event and nobody knows them without reading it. */
export function fieldsInText(e: Emission, expression: SearchExpression, { alias, read }: SearchedEvent): ReadonlySet<LogField> | undefined {
  if (read) return undefined;
  const fields = new Set<LogField>();
  const waiting = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inside = operandsOf(next);
    if (inside.length > 0) {
      waiting.push(...inside);
      continue;
    }
    const field = 'field' in next ? e.analysed.searchFields.get(next.field) : undefined;
    if (!field || e.relation.values?.(field) || e.relation.document?.(field, alias) === undefined) return undefined;
    fields.add(field);
  }
  return fields;
}

/**
 * A condition on fields in the text of the event: the text is JSON, and reading it costs more time and memory than all that is asked
 * of the fields. A lambda has them read before it, where DuckDB would read them anew for every mention.
 */
export function readOnce(
  e: Emission,
  fields: ReadonlySet<LogField>,
  event: SearchedEvent,
  condition: (event: SearchedEvent) => string,
): string {
  const names = Array.from(fields, (field, i) => [field, `f${i}`] as const);
  const members = names.map(([field, name]) => `'${name}': ${columnOf(e, field, event)}`);
  const read = new Map(names.map(([field, name]) => [field, `read.${name}`]));
  return `len(list_filter([{${members.join(', ')}}], lambda read: ${condition({ ...event, read })})) = 1`;
}
