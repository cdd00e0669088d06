import type { LogField, LogSchema } from '../../../../server/query/catalog/log-field.ts';
import { linesOf } from '../vectors.ts';

const NUMBERS: ReadonlySet<string> = new Set(['__time__', '__time__ns_part__', 'responseStatus.code']);

/** Dotted paths of everything in an event; what `requestObject` and `responseObject` hold are no columns. */
function pathsOf(value: unknown, prefix: string, into: Set<string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if (prefix === 'requestObject' || prefix === 'responseObject') return;
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    into.add(path);
    pathsOf(inner, path, into);
  }
}

/** The columns of the view that the vectors were made with: every path of their logs. */
export function viewSchema(): LogSchema {
  const paths = new Set(['__time__', '__time__ns_part__']);
  for (const line of ['query-log.jsonl', 'query-log-small.jsonl'].flatMap(linesOf)) pathsOf(JSON.parse(line), '', paths);
  const fields = [...paths].map((name): LogField => ({ name, type: NUMBERS.has(name) ? 'bigint' : 'varchar', meaning: '' }));
  const byName = new Map(fields.map(f => [f.name.toLowerCase(), f]));
  return { fields, complete: true, field: name => byName.get(name.toLowerCase()) };
}
