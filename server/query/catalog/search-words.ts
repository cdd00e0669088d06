/** Words of the search part that must stand in quotes to be searched for: section 3.1 of the reference. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set('and or not in sort asc desc group by avg sum min max limit'.split(' '));
