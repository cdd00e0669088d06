/** Characters that separate tokens in the search of SLS, as a set for regular expressions of RE2. */
export const DELIMITERS = ', \'";=()\\[\\]{}?@&<>/:\\n\\t\\r';

const SPLIT = /[, '";=()[\]{}?@&<>/:\n\t\r]+/;
/** In an unquoted word `?` is a wildcard. */
const SPLIT_WORD = /[, '";=()[\]{}@&<>/:\n\t\r]+/;

/** A token to look for, lower case. */
export interface SearchToken {
  /** Without wildcards the text itself. */
  readonly text: string;
  readonly wildcard: boolean;
}

/** The tokens of a value; in quotes nothing is a wildcard. */
export function tokensOf(value: string, quoted: boolean): SearchToken[] {
  const parts = value.split(quoted ? SPLIT : SPLIT_WORD).filter(part => part !== '' && (quoted || !/^\*+$/.test(part)));
  return parts.map(part => ({ text: lower(part), wildcard: !quoted && /[*?]/.test(part) }));
}

/** Lower case by single characters, as the engine does it. */
export function lower(text: string): string {
  return Array.from(text, c => {
    const small = c.toLowerCase();
    return [...small].length === 1 ? small : c;
  }).join('');
}

/** A regular expression of RE2 that finds the token between delimiters. */
export function tokenPattern({ text, wildcard }: SearchToken, boundary: string): string {
  const body = wildcard ? text.replaceAll(/[*?]|[^*?]+/g, part => (part === '*' ? `[^${DELIMITERS}]*` : part === '?' ? `[^${DELIMITERS}]` : escaped(part))) : escaped(text);
  return `(?:^|${boundary})${body}(?:${boundary}|$)`;
}

export const escaped = (text: string): string => text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** The longest piece of a token that stands in the text as it is. */
export const surePiece = ({ text, wildcard }: SearchToken): string => (wildcard ? text.split(/[*?]+/).reduce((a, b) => (b.length > a.length ? b : a), '') : text);

/** Whether lower and upper case differ. */
export const hasCase = (text: string): boolean => lower(text) !== text || text.toUpperCase() !== text;
