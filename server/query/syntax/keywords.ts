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

/** Words that are keywords at some places and names at others. */
export const SOFT_KEYWORDS: ReadonlySet<string> = new Set(
  `all any array asc at current day day_of_month day_of_week day_of_year days desc dow doy escape filter first following for groups hour
  hours ignore interval last lateral limit millisecond milliseconds minute minutes month months nfc nfd nfkc nfkd nulls offset ordinality over
  partition position preceding precision quarter quarters range respect row rows second seconds session set sets some time
  timezone_hour timezone_minute to try_cast unbounded week weeks without year year_of_week years yow zone`.split(/\s+/),
);

/** With one of these the part behind the pipe is SQL. */
export const SQL_BEGINNINGS: ReadonlySet<string> = new Set(['select', 'with', 'set', 'insert', 'values']);
