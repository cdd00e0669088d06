import { functionsOf } from '../function-table.ts';

/** Section 5.4 of the reference. */
export const REGULAR_EXPRESSION_FUNCTIONS = functionsOf('regular expression', [
  {
    signatures: ['regexp_like(x varchar, pattern varchar) → boolean'],
    meaning: 'Whether the pattern matches anywhere in the text.',
    example: ["regexp_like('web-0', '[0-9]+')", 'true'],
    note: 'Not the whole text: anchor with `^` and `$`. `(?i)` ignores case.',
  },
  {
    signatures: ['regexp_extract(x varchar, pattern varchar, [group bigint]) → varchar'],
    meaning: 'The first match of the pattern, or what one of its groups matched.',
    example: ["regexp_extract('web-12', '(\\w+)-(\\d+)', 2)", '12'],
    note: 'NULL when nothing matches. A group that the pattern does not have is an error.',
  },
  {
    signatures: ['regexp_extract_all(x varchar, pattern varchar, [group bigint]) → array(varchar)'],
    meaning: 'All matches of the pattern, or what one of its groups matched in each.',
    example: ["regexp_extract_all('a1b22', '\\d+')", '["1","22"]'],
  },
  {
    signatures: ['regexp_replace(x varchar, pattern varchar, [replacement varchar]) → varchar'],
    meaning: 'The text with every match replaced, or taken out; `$1` stands for the first group.',
    example: ["regexp_replace('web-12-3', '\\d+', '#')", 'web-#-#'],
  },
  {
    signatures: ['regexp_split(x varchar, pattern varchar) → array(varchar)'],
    meaning: 'The pieces between matches of the pattern.',
    example: ["regexp_split('a,b; c', '[,;] ?')", '["a","b","c"]'],
  },
]);
