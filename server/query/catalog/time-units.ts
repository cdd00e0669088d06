/** Units of `date_trunc`, `date_add` and `date_diff`, the finest first. */
export const TIME_UNITS: readonly string[] = ['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
