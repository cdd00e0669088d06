/** Words that name nothing without quotes, in Presto and Trino alike. */
export const RESERVED: ReadonlySet<string> = new Set(
  `alter and as between by case cast constraint create cross cube current_date current_time current_timestamp current_user deallocate
  delete describe distinct drop else end escape except execute exists extract false for from full group grouping having in inner insert
  intersect into is join left like localtime localtimestamp natural normalize not null on or order outer prepare recursive right rollup
  select table then true uescape union unnest using values when where with`.split(/\s+/),
);

/** Reserved words that are functions all the same. */
export const RESERVED_FUNCTIONS: ReadonlySet<string> = new Set(['grouping', 'normalize', 'left', 'right']);

/** Functions that are called without parentheses. */
export const BARE_FUNCTIONS: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'current_user',
  'localtime',
  'localtimestamp',
]);

/** Words a clause begins with: reading goes on there after something that could not be read. */
export const CLAUSES: ReadonlySet<string> = new Set([
  'select',
  'from',
  'where',
  'group',
  'having',
  'order',
  'limit',
  'union',
  'intersect',
  'except',
]);

/** With one of these the part behind the pipe is SQL. */
export const SQL_BEGINNINGS: ReadonlySet<string> = new Set(['select', 'with', 'set', 'insert', 'values']);
