import { nearest } from '../../../kubernetes/nearest.ts';
import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Expression, Join, Source, TableAlias, TableSource, UnnestSource } from '../../syntax/tree.ts';
import type { AnalysedSource, RelationColumn } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { logRelation, relationOf, renamedColumn } from '../names/relations.ts';
import type { MergedColumn, Relation, Scope, Surroundings } from '../names/scope.ts';
import { BIGINT, isUnknown, UNKNOWN } from '../types/scalars.ts';
import { bare, findQuery, isNull } from './parts.ts';
import { mergeColumns } from './using.ts';

/** What FROM makes of the names of a select. */
export interface Sources {
  readonly scope: Scope;
  /** Some source hands on columns that nobody can know beforehand. */
  readonly open: boolean;
}

interface Reading {
  readonly analysis: Analysis;
  readonly around: Surroundings;
  readonly relations: Relation[];
  readonly merged: Map<string, MergedColumn>;
  star: readonly RelationColumn[];
  open: boolean;
}

/** Reads the sources of a select, joins flattened from left to right. */
export function readSources(analysis: Analysis, from: readonly Source[], around: Surroundings): Sources {
  const reading: Reading = { analysis, around, relations: [], merged: new Map(), star: [], open: false };
  if (from.length === 0 && around.outermost) addLog(reading, 'log');
  for (const source of from) readSource(reading, source);
  return { scope: scopeOf(reading), open: reading.open };
}

const scopeOf = ({ around, relations, merged, star }: Reading): Scope => ({
  relations: [...relations],
  merged: new Map(merged),
  star,
  commons: around.commons,
  ...(around.outer && { outer: around.outer }),
});

function readSource(reading: Reading, source: Source): void {
  switch (source.kind) {
    case 'table':
      readTable(reading, source);
      break;
    case 'query-source': {
      const outer = source.lateral ? scopeOf(reading) : reading.around.outer;
      const { columns, open } = reading.analysis.columnsOf(source.query, { commons: reading.around.commons, ...(outer && { outer }) });
      add(reading, { kind: 'query', node: source, columns }, source.alias, open);
      break;
    }
    case 'unnest':
      readUnnest(reading, source);
      break;
    case 'join':
      readJoin(reading, source);
      break;
    case 'missing':
      break;
  }
}

/** Adds a source; its columns become objects of their own, under the names that the alias gives them. */
function add(reading: Reading, source: AnalysedSource, alias: TableAlias | undefined, open = false, own?: string): void {
  const names = alias?.columns ?? [];
  if (alias && names.length > 0 && names.length !== source.columns.length) {
    const message = `The alias names ${names.length} columns, and ${alias.name.name} has ${source.columns.length}.`;
    reading.analysis.report('column-count', alias.range, message);
  }
  const columns = source.columns.map((c, i): RelationColumn => {
    const column = renamedColumn(c, names[i]?.name);
    return source.kind === 'log' && c.field ? { ...column, field: c.field } : column;
  });
  const opened = open && names.length === 0;
  if (opened) reading.open = true;
  addRelation(reading, relationOf({ ...source, columns }, alias?.name.name ?? own, opened ? reading.analysis.schema : undefined));
}

function addRelation(reading: Reading, relation: Relation): void {
  reading.relations.push(relation);
  reading.star = [...reading.star, ...relation.source.columns];
}

function readTable(reading: Reading, source: TableSource): void {
  const { name, alias } = source;
  const common = reading.around.commons.get(name.name.toLowerCase());
  if (common) {
    const { table, columns, open } = common;
    add(reading, { kind: 'common', node: source, columns, common: table }, alias, open, name.name);
  } else if (isLog(name.name)) addLog(reading, name.name, source);
  else tellUnknownTable(reading, source);
}

function tellUnknownTable(reading: Reading, { name, alias }: TableSource): void {
  const near = nearest(name.name, ['log', ...[...reading.around.commons.values()].map(c => c.table.name.name)]);
  const message = `There is no table '${name.name}'. The events are in the table log.${near && near !== 'log' ? ` Did you mean ${near}?` : ''}`;
  const newText = near ?? 'log';
  reading.analysis.report('unknown-table', name.range, message, {
    fixes: [{ title: `Write ${newText}`, edits: [{ range: name.range, newText }], safe: false }],
  });
  addRelation(reading, unknownRelation(alias?.name.name ?? name.name));
}

/** `log`, or the name that ACK gives the Logstore of a cluster. */
const isLog = (name: string): boolean => /^(log|audit-[\w-]+)$/i.test(name);

/** So that what follows from an unknown table is not told too. */
const unknownRelation = (name: string): Relation => ({
  missing: true,
  source: { kind: 'query', columns: [] },
  name: name.toLowerCase(),
  find: column => [{ name: column, type: UNKNOWN }],
});

function addLog(reading: Reading, name: string, node?: TableSource): void {
  const common = node ? undefined : reading.around.commons.get(name);
  if (common) {
    const { table, columns, open } = common;
    add(reading, { kind: 'common', columns, common: table }, undefined, open, name);
    return;
  }
  const { schema } = reading.analysis;
  if (!schema.complete) reading.open = true;
  const alias = node?.alias;
  if (alias && alias.columns.length > 0) add(reading, logRelation(schema, name, node).source, alias);
  else addRelation(reading, logRelation(schema, alias?.name.name ?? name, node));
}

function readUnnest(reading: Reading, source: UnnestSource): void {
  const { analysis } = reading;
  const place = placeOf(reading, 'UNNEST');
  const types = source.arguments.map(argument => ({ argument, type: analysis.typeOf(argument, place) }));
  const asked = source.alias?.columns.length;
  const wide = types.flatMap(({ argument, type }) => unnested(analysis, argument, type, true));
  const narrow = types.flatMap(({ argument, type }) => analysis.quietly(() => unnested(analysis, argument, type, false)));
  const ordinals = source.ordinality ? [BIGINT] : [];
  // one name for an array of rows asks for the rows, several for their fields
  const chosen = asked === narrow.length + ordinals.length && wide.length !== narrow.length ? narrow : wide;
  const columns = [...chosen, ...ordinals].map((type, i): RelationColumn => ({ name: `_col${i}`, type, unnamed: true }));
  add(reading, { kind: 'unnest', node: source, columns }, source.alias);
}

/** Types of the columns that unnesting a value gives. */
function unnested(analysis: Analysis, argument: Expression, type: SlsType, fields: boolean): readonly SlsType[] {
  if (type.kind === 'map') return [type.key, type.value];
  if (type.kind === 'array') return fields && type.element.kind === 'row' ? type.element.fields.map(f => f.type) : [type.element];
  if (!isUnknown(type) || isNull(argument)) {
    const text = analysis.sourceText(argument.range);
    const advice =
      type.kind === 'varchar' || type.kind === 'json'
        ? ` If ${text} is a JSON array, write cast(${type.kind === 'json' ? text : `json_parse(${text})`} as array(varchar)).`
        : '';
    analysis.report(
      'type-mismatch',
      argument.range,
      `Only arrays and maps can be unnested, and this is of type ${typeText(type)}.${advice}`,
    );
  }
  return [UNKNOWN];
}

const placeOf = (reading: Reading, clause: string): Place => ({
  scope: scopeOf(reading),
  clause,
  aggregates: 'refused',
  windows: 'refused',
});

function isTrue(expression: Expression): boolean {
  const condition = bare(expression);
  return condition.kind === 'literal' && condition.type === 'boolean' && condition.value === 'true';
}

/** What a join can name: not the sources before it, behind a comma. */
function joinPlace(reading: Reading, begin: number): Place {
  const place = placeOf(reading, 'JOIN');
  const relations = place.scope.relations.map((r, i) => (i < begin ? { source: r.source, find: () => [] } : r));
  return { ...place, scope: { ...place.scope, relations } };
}

function readJoin(reading: Reading, join: Join): void {
  // joins lean to the left, and a chain of them may be long
  const chain: Join[] = [];
  let first: Source = join;
  for (; first.kind === 'join'; first = first.left) chain.push(first);
  const begin = { relations: reading.relations.length, star: reading.star.length };
  readSource(reading, first);
  for (const { type: kind, right, on, using } of chain.reverse()) {
    const middle = reading.relations.length;
    readSource(reading, right);
    if (using) mergeColumns(reading, using, begin, middle);
    const condition = on ?? using?.[0];
    if (right.kind === 'unnest' && condition && !(on && isTrue(on))) {
      reading.analysis.report(
        'type-mismatch',
        condition.range,
        'A join with UNNEST takes no condition but true: write cross join unnest(…), and filter in WHERE.',
      );
    }
    if (!on) continue;
    const query = kind === 'inner' ? undefined : findQuery(on);
    if (query) {
      const message = `The condition of a ${kind} join takes no sub-query. Join with the sub-query in a source of its own, or filter in WHERE.`;
      reading.analysis.report('sub-query-not-allowed', query.range, message);
    }
    // only what is joined can be named
    const type = reading.analysis.typeOf(on, joinPlace(reading, begin.relations));
    if (type.kind !== 'boolean' && !isUnknown(type)) {
      reading.analysis.report('type-mismatch', on.range, `ON takes a condition, and this is of type ${typeText(type)}.`);
    }
  }
}
