import type { SlsType } from '../../catalog/sls-type.ts';
import { sqlName } from '../../syntax/sql-quotes.ts';
import type { ColumnReference, Identifier } from '../../syntax/tree.ts';
import type { RelationColumn, Resolution } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import { UNKNOWN } from '../types/scalars.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';
import { tellNoFrom, tellUnresolved } from './unresolved-column.ts';

/** Finds what a column reference means and tells its type; what cannot be found is told as a problem. */
export function resolveColumn(analysis: Analysis, reference: ColumnReference, place: Place): SlsType {
  const found = lookUp(reference.parts, place);
  if (found === undefined) {
    tellUnresolved(analysis, reference, place);
    return UNKNOWN;
  }
  if (found === 'ambiguous') {
    tellAmbiguous(analysis, reference, place.scope);
    return UNKNOWN;
  }
  if (leavesItsSelect(found.resolution, place)) tellNoFrom(analysis, reference);
  analysis.resolutions.set(reference, found.resolution);
  return found.type;
}

function tellAmbiguous(analysis: Analysis, { parts, range }: ColumnReference, { relations }: Scope): void {
  // a table that is not there might have any name, and is told itself
  if (relations.some(r => r.missing)) return;
  const name = parts.map(p => p.name).join('.');
  const having = relations.filter(r => r.name !== undefined && r.find(name.toLowerCase()).length > 0);
  const written = having.map(r => `${sqlName(r.name!)}.${sqlName(name)}`);
  const advice = parts.length === 1 && written.length > 1 ? `: ${written.join(' or ')}` : '';
  analysis.report(
    'ambiguous-column',
    range,
    `Column '${name}' is ambiguous: more than one source has it. Write its source before it${advice}.`,
  );
}

const CLAUSES: ReadonlySet<string> = new Set(['SELECT', 'WHERE', 'GROUP BY', 'HAVING', 'ORDER BY']);

/** A sub-query that forgot its FROM would read the row outside, which nobody means. */
const leavesItsSelect = (resolution: Resolution, { scope, clause }: Place): boolean =>
  resolution.kind === 'column' && resolution.outer > 0 && scope.relations.length === 0 && CLAUSES.has(clause);

interface Found {
  readonly resolution: Resolution;
  readonly type: SlsType;
}
type Lookup = Found | 'ambiguous' | undefined;

function lookUp(parts: readonly Identifier[], place: Place): Lookup {
  const [first, second, ...rest] = parts;
  if (!first) return undefined;
  const plain = lookUpName(first.name.toLowerCase(), place);
  if (!second) return plain;
  return lookUpQualified(first, second, rest, place) ?? (plain && plain !== 'ambiguous' ? descend(plain, [second, ...rest]) : plain);
}

function lookUpName(name: string, place: Place): Lookup {
  const parameter = place.parameters?.get(name);
  if (parameter) return { resolution: { kind: 'parameter', name, type: parameter }, type: parameter };
  const alias = lookUpAlias(name, place);
  if (place.aliasFirst && alias) return alias;
  return lookUpOutput(name, place) ?? lookUpColumn(name, place.scope, 0) ?? alias;
}

function lookUpAlias(name: string, { aliases }: Place): Lookup {
  const [alias, ...others] = aliases?.get(name) ?? [];
  if (!alias) return undefined;
  if (others.length > 0) return 'ambiguous';
  return { resolution: { kind: 'alias', item: alias.item, type: alias.type }, type: alias.type };
}

function lookUpOutput(name: string, { outputs }: Place): Lookup {
  const output = outputs?.findIndex(o => !o.unnamed && o.name.toLowerCase() === name) ?? -1;
  const type = outputs?.[output]?.type;
  return type && { resolution: { kind: 'output', output, type }, type };
}

function lookUpColumn(name: string, scope: Scope | undefined, outer: number): Lookup {
  if (!scope) return undefined;
  const merged = scope.merged.get(name);
  let found: Found | undefined = merged && foundColumn(merged, merged.merged[0]!, outer);
  for (const [source, relation] of scope.relations.entries()) {
    if (merged?.merged.includes(source)) continue;
    const [column, ...others] = relation.find(name);
    if (!column) continue;
    if (found || others.length > 0) return 'ambiguous';
    found = foundColumn(column, source, outer);
  }
  return found ?? lookUpColumn(name, scope.outer, outer + 1);
}

const foundColumn = (column: RelationColumn, source: number, outer: number): Found => ({
  resolution: { kind: 'column', column, source, outer },
  type: column.type,
});

/** `table.name`. What USING joins is of no table. */
function lookUpQualified(table: Identifier, name: Identifier, path: readonly Identifier[], place: Place): Lookup {
  const wanted = table.name.toLowerCase();
  let outer = 0;
  for (let scope: Scope | undefined = place.scope; scope; scope = scope.outer, outer += 1) {
    const merged = scope.merged.get(name.name.toLowerCase())?.merged;
    let found: Found | undefined;
    for (const [source, relation] of scope.relations.entries()) {
      if (relation.name !== wanted || merged?.includes(source)) continue;
      const [column, ...others] = relation.find(name.name.toLowerCase());
      if (column && (found || others.length > 0)) return 'ambiguous';
      if (column) found = foundColumn(column, source, outer);
    }
    if (found) return descend(found, path);
  }
  return undefined;
}

/** Follows the names of row fields behind a column. */
function descend({ resolution, type }: Found, names: readonly Identifier[]): Lookup {
  if (names.length === 0) return { resolution, type };
  if (resolution.kind !== 'column' && resolution.kind !== 'parameter') return undefined;
  const path: number[] = [];
  let current = type;
  for (const { name } of names) {
    if (current.kind !== 'row') return undefined;
    const index = current.fields.findIndex(f => f.name?.toLowerCase() === name.toLowerCase());
    if (index < 0) return undefined;
    path.push(index);
    current = current.fields[index]!.type;
  }
  return { resolution: { ...resolution, path }, type: current };
}
