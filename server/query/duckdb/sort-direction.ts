import type { SortItem } from '../syntax/tree.ts';

/** Which way rows are sorted; NULL comes last both ways unless the query says so. */
export const direction = ({ descending, nulls }: SortItem): string =>
  `${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`;
