import type { LogField, LogSchema } from '../../catalog/log-field.ts';
import type { AnalysedSource, RelationColumn } from '../analysed-query.ts';
import type { Relation } from './scope.ts';

/** The log as a relation; `name` is how its columns can be qualified. */
export function logRelation(schema: LogSchema, name: string, node?: AnalysedSource['node']): Relation {
  const columns = schema.fields.map(columnOf);
  const find = withPossible(finder(columns), schema, columnOf);
  return { source: { kind: 'log', columns, ...(node && { node }) }, name: name.toLowerCase(), find };
}

const columnOf = (field: LogField): RelationColumn => ({ name: field.name, type: { kind: field.type }, field });

/** A column as a source or common table hands it on, under a name that an alias gives it where one does. */
export function renamedColumn({ name, type, unnamed }: RelationColumn, given?: string): RelationColumn {
  if (given !== undefined) return { name: given, type };
  return unnamed ? { name, type, unnamed } : { name, type };
}

/** A relation of columns; `maybe`: of a sub-query that hands on all columns of a log whose fields are not all known. */
export function relationOf(source: AnalysedSource, name: string | undefined, maybe?: LogSchema): Relation {
  const known = finder(source.columns);
  const find = maybe ? withPossible(known, maybe, field => renamedColumn(columnOf(field))) : known;
  return { source, find, ...(name !== undefined && { name: name.toLowerCase() }) };
}

/** Finds columns by name, among them the fields that may exist; each of those is one column whenever it is asked for. */
function withPossible(find: Relation['find'], schema: LogSchema, columnFor: (field: LogField) => RelationColumn): Relation['find'] {
  const made = new Map<string, readonly RelationColumn[]>();
  return name => {
    const found = find(name);
    if (found.length > 0) return found;
    const field = schema.field(name);
    const possible = made.get(name) ?? (field ? [columnFor(field)] : NONE);
    made.set(name, possible);
    return possible;
  };
}

const NONE: readonly RelationColumn[] = [];

function finder(columns: readonly RelationColumn[]): Relation['find'] {
  let byName: Map<string, RelationColumn[]> | undefined;
  return name => {
    if (!byName) {
      byName = new Map();
      for (const c of columns) {
        if (c.unnamed) continue;
        const key = c.name.toLowerCase();
        const same = byName.get(key);
        if (same) same.push(c);
        else byName.set(key, [c]);
      }
    }
    return byName.get(name) ?? NONE;
  };
}
