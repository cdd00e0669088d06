import type { TextRange } from '../../lint/finding.ts';
import type { Query, QueryBody, Select, SqlQuery } from '../syntax/tree.ts';
import { cut } from './markdown.ts';

export interface QuerySymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'search' | 'query' | 'clause' | 'column' | 'setting';
  readonly range: TextRange;
  readonly selection: TextRange;
  readonly children: readonly QuerySymbol[];
}

/** The outline of a query: the search, the common tables, and each select with its columns and clauses. */
export function querySymbols({ text, search, sql }: Query): readonly QuerySymbol[] {
  const words = (range: TextRange) => cut(text.slice(range.start, range.end), 80);
  const leaf = (name: string, range: TextRange, kind: QuerySymbol['kind'] = 'clause'): QuerySymbol => ({
    name,
    detail: words(range),
    kind,
    range,
    selection: range,
    children: [],
  });

  const ofQuery = (query: SqlQuery): readonly QuerySymbol[] => [
    ...query.with.map(
      (table): QuerySymbol => ({
        name: table.name.name || 'with',
        detail: 'with',
        kind: 'query',
        range: table.range,
        selection: table.name.range,
        children: ofQuery(table.query),
      }),
    ),
    ...ofBody(query.body),
    ...(query.orderBy.length > 0 ? [leaf('order by', spanOf(query.orderBy.map(o => o.range)))] : []),
    ...(query.limit ? [leaf('limit', query.limit.range)] : []),
  ];
  /** Chains of `union` are walked, not entered. */
  const ofBody = (body: QueryBody): readonly QuerySymbol[] => {
    const symbols: QuerySymbol[] = [];
    const waiting: QueryBody[] = [body];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.kind === 'set-operation') waiting.push(next.right, next.left);
      else if (next.kind === 'nested') symbols.push(...ofQuery(next.query));
      else if (next.kind === 'select') symbols.push(ofSelect(next));
      else if (next.kind === 'values') symbols.push(leaf('values', next.range));
    }
    return symbols;
  };
  const ofSelect = (select: Select): QuerySymbol => {
    const columns = select.items.map(item => {
      const name = item.kind === 'item' ? item.alias?.name || words(item.expression.range) : words(item.range);
      return leaf(name || 'select', item.range, 'column');
    });
    const sources = select.from.flatMap(source => {
      const symbol = leaf('from', source.range);
      return [{ ...symbol, children: source.kind === 'query-source' ? ofQuery(source.query) : [] }];
    });
    const clauses = [
      ...(select.where ? [leaf('where', select.where.range)] : []),
      ...(select.groupBy.length > 0 ? [leaf('group by', spanOf(select.groupBy.map(g => g.range)))] : []),
      ...(select.having ? [leaf('having', select.having.range)] : []),
    ];
    const start = { start: select.range.start, end: Math.min(select.range.start + 'select'.length, select.range.end) };
    return {
      name: 'select',
      detail: words(
        spanOf(
          select.items.map(i => i.range),
          select.range,
        ),
      ),
      kind: 'query',
      range: select.range,
      selection: start,
      children: [...columns, ...sources, ...clauses],
    };
  };

  return [
    ...(search.expression ? [leaf('search', search.range, 'search')] : []),
    ...(sql?.settings ?? []).map(s => leaf(`set session ${s.name}`, s.range, 'setting')),
    ...(sql ? ofQuery(sql.query) : []),
  ];
}

function spanOf(ranges: readonly TextRange[], otherwise: TextRange = { start: 0, end: 0 }): TextRange {
  return ranges.length === 0 ? otherwise : { start: ranges[0]!.start, end: ranges.at(-1)!.end };
}
