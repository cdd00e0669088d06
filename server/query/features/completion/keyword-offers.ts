import type { Clause } from '../sql-levels.ts';
import { type Offer, snippet } from './completion-item.ts';

const keyword = (label: string, insert = label, rank = 4): Offer => ({
  label,
  kind: 'keyword',
  insert: snippet(insert),
  rank,
  snippet: /[<$]\d/.test(insert),
});

/** What a statement begins with. */
export const BEGINNINGS: readonly Offer[] = [
  keyword('select'),
  keyword('with', 'with <1:name> as (\n  select $2\n)\nselect $0'),
  keyword('set session', 'set session <1:mode>=<2:scan>; '),
  keyword('values', 'values $0'),
];

const TAIL = [keyword('order by'), keyword('limit'), keyword('union'), keyword('union all'), keyword('intersect'), keyword('except')];
const GROUPED = [keyword('group by'), keyword('having'), ...TAIL];
const CONDITIONS = [
  keyword('and'),
  keyword('or'),
  keyword('in', 'in ($1)'),
  keyword('not in', 'not in ($1)'),
  keyword('like', "like '$1'"),
  keyword('not like', "not like '$1'"),
  keyword('between', 'between <1:low> and <2:high>'),
  keyword('is null'),
  keyword('is not null'),
  keyword('is distinct from'),
];
const JOINS = [
  keyword('join', 'join <1:log> <2:r> on $0'),
  keyword('left join', 'left join <1:log> <2:r> on $0'),
  keyword('right join', 'right join <1:log> <2:r> on $0'),
  keyword('full join', 'full join <1:log> <2:r> on $0'),
  keyword('cross join', 'cross join $0'),
];
const CASE = [keyword('when', 'when', 1), keyword('then', 'then', 1), keyword('else', 'else', 1), keyword('end', 'end', 1)];

const FRAME = 'rows between <1|unbounded preceding,1 preceding,current row|> and <2|current row,1 following,unbounded following|>';

const AFTER: Readonly<Record<Clause, readonly Offer[]>> = {
  none: TAIL,
  with: [],
  set: [],
  select: [keyword('as'), keyword('from'), keyword('where'), ...GROUPED, ...CONDITIONS],
  from: [keyword('as'), keyword('on'), keyword('using', 'using ($1)'), ...JOINS, keyword('where'), ...GROUPED],
  on: [...CONDITIONS, ...JOINS, keyword('where'), ...GROUPED],
  where: [...CONDITIONS, ...GROUPED],
  'group by': [keyword('having'), ...TAIL],
  having: [...CONDITIONS, ...TAIL],
  'order by': [keyword('asc'), keyword('desc'), keyword('nulls first'), keyword('nulls last'), ...TAIL, keyword('rows between', FRAME)],
  limit: [],
  'partition by': [keyword('order by'), keyword('rows between', FRAME)],
};

/** What can follow an expression or a table. */
export function continuations(clause: Clause, afterCall: boolean, inCase: boolean): readonly Offer[] {
  return [
    ...(inCase ? CASE : []),
    ...AFTER[clause],
    ...(afterCall ? [keyword('over', 'over (<1:partition by $2 >order by $3)'), keyword('filter', 'filter (where $1)')] : []),
  ];
}

const OPERANDS = [
  keyword('case', 'case when <1:condition> then <2:value> else <3:other> end', 6),
  keyword('cast', 'cast(<1:x> as <2:bigint>)', 6),
  keyword('try_cast', 'try_cast(<1:x> as <2:bigint>)', 6),
  keyword('not', 'not', 6),
  keyword('null', 'null', 6),
  keyword('true', 'true', 6),
  keyword('false', 'false', 6),
  keyword('exists', 'exists (select 1 from $1)', 6),
  keyword('interval', "interval '<1:1>' <2|second,minute,hour,day,month,year|>", 6),
  keyword('date', "date '<1:2026-01-01>'", 6),
  keyword('timestamp', "timestamp '<1:2026-01-01 00:00:00>'", 6),
  keyword('extract', 'extract(<1|year,quarter,month,week,day,dow,doy,hour,minute,second|> from <2:x>)', 6),
  keyword('array', 'array[$1]', 6),
];

/** What an expression can begin with, besides names. */
export function operands(clause: Clause, nested: boolean, begins: boolean): readonly Offer[] {
  return [
    ...(nested ? [keyword('select', 'select', 4)] : []),
    ...(nested || begins ? [keyword('distinct')] : []),
    ...(begins ? [keyword('*')] : []),
    ...(clause === 'group by'
      ? [keyword('rollup', 'rollup ($1)', 6), keyword('cube', 'cube ($1)', 6), keyword('grouping sets', 'grouping sets (($1), ())', 6)]
      : []),
    ...(clause === 'none' ? [keyword('partition by', 'partition by', 0), keyword('order by', 'order by', 0)] : []),
    ...OPERANDS,
  ];
}

/** What can stand in a FROM besides tables. */
export const SOURCES: readonly Offer[] = [
  keyword('(select', '(select $1 from log) <2:t>'),
  keyword('unnest', 'unnest(<1:x>) as <2:t>(<3:element>)'),
  keyword('values', '(values $1) as <2:t>(<3:x>)'),
];

const TYPES = ['bigint', 'double', 'varchar', 'boolean', 'timestamp', 'date', 'json', 'varbinary', 'timestamp with time zone'];

export const TYPE_OFFERS: readonly Offer[] = [
  ...TYPES.map((label): Offer => ({ label, kind: 'type', insert: label, rank: 0 })),
  { label: 'array', kind: 'type', insert: snippet('array(<1:varchar>)'), snippet: true, rank: 1 },
  { label: 'map', kind: 'type', insert: snippet('map(<1:varchar>, <2:varchar>)'), snippet: true, rank: 1 },
];
