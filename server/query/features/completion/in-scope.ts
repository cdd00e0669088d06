import type { SlsType } from '../../catalog/sls-type.ts';
import type { AnalysedQuery, AnalysedSource, RelationColumn } from '../../check/analysed-query.ts';
import type { Lambda, Select, SqlQuery } from '../../syntax/tree.ts';
import { pathAt, type Step, selectAround } from '../path-at.ts';

/** What can be named at a place of the SQL part. */
export interface InScope {
  readonly sources: readonly NamedSource[];
  /** Output columns of the select around that ORDER BY, GROUP BY and HAVING can name. */
  readonly aliases: readonly { readonly name: string; readonly type: SlsType; readonly expression: string }[];
  /** Parameters of the lambdas around. */
  readonly parameters: readonly string[];
  /** Common tables of the queries around. */
  readonly tables: readonly string[];
}

export interface NamedSource {
  /** The name that qualifies its columns, where it has one. */
  readonly name?: string;
  readonly columns: readonly RelationColumn[];
}

/** What is in scope behind the token that ends at an offset. */
export function inScope(analysed: AnalysedQuery, offset: number): InScope {
  const path = pathAt(analysed.query, offset);
  const select = selectAround(path);
  const sources = select ? (analysed.sources.get(select) ?? []) : [];
  return {
    sources: sources.map(named),
    aliases: select ? aliasesOf(analysed, select) : [],
    parameters: nodesOf<Lambda>(path, 'lambda').flatMap(l => l.parameters.map(p => p.name)),
    tables: nodesOf<SqlQuery>(path, 'query').flatMap(q => q.with.map(w => w.name.name)),
  };
}

const nodesOf = <T>(path: readonly Step[], kind: string): readonly T[] => path.filter(s => s.node.kind === kind).map(s => s.node as T);

function named({ node, columns }: AnalysedSource): NamedSource {
  const name = node?.alias?.name.name ?? (node?.kind === 'table' ? node.name.name : undefined);
  return { columns: columns.filter(c => !c.unnamed), ...(name !== undefined && { name }) };
}

function aliasesOf({ query, types }: AnalysedQuery, { items }: Select): InScope['aliases'] {
  return items.flatMap(item => {
    if (item.kind !== 'item' || !item.alias || item.alias.name === '') return [];
    const { start, end } = item.expression.range;
    return [{ name: item.alias.name, type: types.get(item.expression) ?? { kind: 'unknown' }, expression: query.text.slice(start, end) }];
  });
}
