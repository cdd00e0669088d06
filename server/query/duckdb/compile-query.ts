import type { AnalysedQuery } from '../check/analysed-query.ts';
import type { SqlQuery } from '../syntax/tree.ts';
import type { CompiledQuery, CompileOptions, CompileRefusal, LogNeed, LogRelation } from './compiled-query.ts';
import { CannotCompile, type Emission, emitQuery } from './emission.ts';
import { writeExpression } from './emit-expression.ts';
import { writeQuery } from './emit-query.ts';
import { ROW, rowsAreEvents } from './event-rows.ts';
import { eventConditions } from './log-source.ts';

/**
 * SQL of DuckDB for an analysed query without problems. It is made from the tree alone: functions by the tables of this room, names by what
 * the analysis resolved, texts as quoted literals. Without a SQL part the statement gives `row` of the events that the search keeps.
 */
export function compileQuery(analysed: AnalysedQuery, options: CompileOptions): CompiledQuery | CompileRefusal {
  return refusing(() => {
    const { sql, spl } = analysed.query;
    if (spl) throw new CannotCompile(spl.range, 'SPL is recognised, not executed: write the part behind | as SQL, * | select …');
    const { need, relation } = needOf(analysed, options);
    const e = emission(analysed, options, relation);
    const limited = sql !== undefined && isLimited(sql.query);
    const row = sql !== undefined && options.rows === true && rowsAreEvents(analysed, sql.query);
    const text = sql ? emitQuery(e, sql.query, { ...(!limited && { limit: options.limit + 1 }), row }).sql : eventRows(e);
    for (const setting of sql?.settings ?? []) e.notes.add(`set session ${setting.name} is ignored: the whole log is read anyway.`);
    return {
      kind: 'compiled',
      sql: shown(analysed, text, row),
      columns: sql
        ? (analysed.outputs.get(sql.query) ?? []).map(({ name, type }) => ({
            name,
            type: type.kind === 'unknown' ? ({ kind: 'varchar' } as const) : type,
          }))
        : [],
      tellsRows: row,
      need,
      limited,
      functions: [...e.functions].sort(),
      notes: [...e.notes],
    };
  });
}

/** A query between parentheses is the outermost one, if nothing is added to it. */
const isLimited = ({ limit, body }: SqlQuery): boolean => limit?.count !== undefined || (body.kind === 'nested' && isLimited(body.query));

export function refusing<T>(compile: () => T): T | CompileRefusal {
  try {
    return compile();
  } catch (error) {
    if (error instanceof CannotCompile) return { kind: 'refused', problems: [{ range: error.range, message: error.message }] };
    throw error;
  }
}

/** Compiles once to learn what is read, since the relation depends on it. */
export function needOf(analysed: AnalysedQuery, options: CompileOptions): { readonly need: LogNeed; readonly relation: LogRelation } {
  const e = emission(analysed, options, options.log({ fields: [], text: false }));
  if (analysed.query.sql) emitQuery(e, analysed.query.sql.query);
  else eventConditions(e, 'e');
  const need = { fields: [...e.fields], text: e.texts.used };
  return { need, relation: options.log(need) };
}

function eventRows(e: Emission): string {
  const conditions = eventConditions(e, 'e');
  return `SELECT ${e.relation.row('e')} AS c0 FROM ${e.relation.from} AS e${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`} ORDER BY ${e.relation.newestFirst('e')} LIMIT ${e.options.limit + 1}`;
}

/** A time with zone is shown as the clock of its zone shows it. */
function shown(analysed: AnalysedQuery, sql: string, row: boolean): string {
  const columns = (analysed.query.sql && analysed.outputs.get(analysed.query.sql.query)) ?? [];
  if (!columns.some(c => c.type.kind === 'timestamp with time zone')) return sql;
  return `SELECT ${columns.map((c, i) => (c.type.kind === 'timestamp with time zone' ? `c${i}.w AS c${i}` : `c${i}`)).join(', ')}${row ? `, ${ROW}` : ''} FROM (${sql}) AS shown`;
}

export function emission(analysed: AnalysedQuery, options: CompileOptions, relation: LogRelation): Emission {
  return {
    writers: { expression: writeExpression, query: writeQuery },
    analysed,
    options,
    relation,
    fields: new Set(),
    functions: new Set(),
    notes: new Set(),
    texts: { used: false },
    counter: { next: 0 },
    scopes: [],
    tables: new Map(),
    lambdas: [],
    groups: undefined,
    handed: new Map(),
    forgiving: false,
    sealed: false,
    shift: 0,
  };
}
