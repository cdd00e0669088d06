import type { AnalysedSource } from '../check/analysed-query.ts';
import type { Join, Select, Source, SqlQuery, UnnestSource } from '../syntax/tree.ts';
import { CannotCompile, type Emission, type EmittedSource, emitExpression, emitQuery, freshAlias, typeOf } from './emission.ts';
import { ROW } from './event-rows.ts';
import { logSource } from './log-source.ts';

/** The FROM of a select, written in three steps: sources, then what their conditions read, then their SQL. */
export interface EmittedSources {
  readonly sources: readonly EmittedSource[];
  /** Writes join conditions and the arguments of UNNEST, which read columns of other sources. */
  readonly prepare: (e: Emission) => void;
  /** FROM and what follows, empty where there is no source. */
  readonly sql: () => string;
}

export function emitSources(outer: Emission, select: Select): EmittedSources {
  const analysed = outer.analysed.sources.get(select) ?? [];
  const prepared = new Map<Source, string>();
  const sources = analysed.map(source => emitSource(outer, source, prepared));
  const byNode = new Map(analysed.map((source, i) => [source.node, sources[i]!]));
  const joins = select.from.flatMap(joinsOf);
  return {
    sources,
    prepare(e) {
      for (const { node } of analysed) {
        if (node?.kind === 'unnest') prepared.set(node, emitUnnest(e, node));
        else if (node?.kind === 'query-source' && node.lateral) prepared.set(node, `(${emitQuery(e, node.query).sql})`);
      }
      for (const join of joins) prepared.set(join, joinCondition(e, join));
    },
    sql() {
      if (sources.length === 0) return '';
      if (select.from.length === 0) return ` FROM ${sources[0]!.sql()}`;
      const render = (source: Source): string => {
        if (source.kind !== 'join') return byNode.get(source as NonNullable<AnalysedSource['node']>)?.sql() ?? 'missing';
        const lateral = readsOthers(source.right) ? 'LATERAL ' : '';
        const type = source.type === 'cross' ? 'CROSS' : source.type.toUpperCase();
        return `${render(source.left)} ${type} JOIN ${lateral}${source.right.kind === 'join' ? `(${render(source.right)})` : render(source.right)}${prepared.get(source) ?? ''}`;
      };
      return ` FROM ${select.from.map((source, i) => (readsOthers(source) && i > 0 ? 'LATERAL ' : '') + render(source)).join(', ')}`;
    },
  };
}

/** Whether a source reads the columns of those before it. */
const readsOthers = (source: Source): boolean => source.kind === 'unnest' || (source.kind === 'query-source' && source.lateral === true);

function emitSource(e: Emission, source: AnalysedSource, prepared: ReadonlyMap<Source, string>): EmittedSource {
  switch (source.kind) {
    case 'log':
      return logSource(e);
    case 'common':
      return commonSource(e, source);
    case 'query':
      return source.node?.kind === 'query-source' && source.node.lateral ? preparedSource(e, source, prepared) : querySource(e, source);
    case 'unnest':
      return preparedSource(e, source, prepared);
  }
}

function preparedSource(e: Emission, { columns, node }: AnalysedSource, prepared: ReadonlyMap<Source, string>): EmittedSource {
  const alias = freshAlias(e, 's');
  return {
    alias,
    column: column => `${alias}.c${columns.indexOf(column)}`,
    sql: () => `${(node && prepared.get(node)) ?? ''} AS ${alias}`,
  };
}

const joinsOf = (source: Source): Join[] => (source.kind === 'join' ? [...joinsOf(source.left), ...joinsOf(source.right), source] : []);

function joinCondition(e: Emission, join: Join): string {
  if (join.type === 'cross') return '';
  if (join.on) return ` ON ${emitExpression(e, join.on)}`;
  if (!join.using) return ' ON true';
  const scope = e.scopes.at(-1)!;
  const analysed = e.analysed.sources.get(scope.select) ?? [];
  const leaves = (source: Source): Source[] => (source.kind === 'join' ? [...leaves(source.left), ...leaves(source.right)] : [source]);
  const find = (side: Source, name: string): string => {
    const found = leaves(side).flatMap(leaf => {
      const index = analysed.findIndex(s => s.node === leaf);
      const column = analysed[index]?.columns.find(c => c.name.toLowerCase() === name.toLowerCase());
      return column ? [scope.sources[index]!.column(column)] : [];
    });
    // several are one by an earlier USING
    if (found.length > 1) return `coalesce(${found.join(', ')})`;
    if (found[0] !== undefined) return found[0];
    throw new CannotCompile(join.range, `Column '${name}' of USING is not on both sides.`);
  };
  return ` ON ${join.using.map(({ name }) => `${find(join.left, name)} = ${find(join.right, name)}`).join(' AND ')}`;
}

function commonSource(e: Emission, source: AnalysedSource): EmittedSource {
  const table = source.common && e.tables.get(source.common);
  if (!table) throw new CannotCompile(source.node?.range ?? { start: 0, end: 0 }, 'This table cannot be found.');
  const alias = freshAlias(e, 's');
  return { alias, column: column => columnOf(source, column, alias, table.used), sql: () => `${table.alias} AS ${alias}` };
}

function querySource(e: Emission, source: AnalysedSource): EmittedSource {
  const alias = freshAlias(e, 's');
  const used = new Set<number>();
  let row = false;
  const query = (source.node as { readonly query: SqlQuery }).query;
  return {
    alias,
    column: column => columnOf(source, column, alias, used),
    row() {
      row = true;
      return `${alias}.${ROW}`;
    },
    sql: () => `(${emitQuery(e, query, { used, row }).sql}) AS ${alias}`,
  };
}

function columnOf(source: AnalysedSource, column: AnalysedSource['columns'][number], alias: string, used: Set<number>): string {
  const byIdentity = source.columns.indexOf(column);
  const index = byIdentity < 0 ? source.columns.findIndex(c => c.name.toLowerCase() === column.name.toLowerCase()) : byIdentity;
  // a column that only the events themselves can tell is not handed on by a star
  if (index < 0)
    throw new CannotCompile(
      source.node?.range ?? { start: 0, end: 0 },
      `Name the column "${column.name}" in the select list of this sub-query: * does not hand it on.`,
    );
  used.add(index);
  return `${alias}.c${index}`;
}

/** Rows of arrays and maps side by side; the shorter ones are filled up with NULL. */
function emitUnnest(e: Emission, node: UnnestSource): string {
  const lists: string[] = [];
  const inner: string[] = [];
  const outer: string[] = [];
  for (const argument of node.arguments) {
    const type = typeOf(e, argument);
    const sql = emitExpression(e, argument);
    const add = (list: string, fields: number) => {
      const name = `u${lists.length}`;
      lists.push(list);
      inner.push(`unnest(${list}) AS ${name}`);
      if (fields === 0) outer.push(name);
      for (let field = 1; field <= fields; field++) outer.push(`struct_extract_at(${name}, ${field})`);
    };
    if (type.kind === 'map') {
      add(`map_keys(${sql})`, 0);
      add(`map_values(${sql})`, 0);
    } else add(sql, type.kind === 'array' && type.element.kind === 'row' ? type.element.fields.length : 0);
  }
  if (node.ordinality) {
    const lengths = lists.map(list => `coalesce(len(${list}), 0)`);
    inner.push(`unnest(range(1, CAST(greatest(${lengths.join(', ')}, 0) AS BIGINT) + 1)) AS u`);
    outer.push('u');
  }
  return `(SELECT ${outer.map((sql, i) => `${sql} AS c${i}`).join(', ')} FROM (SELECT ${inner.join(', ')}))`;
}
