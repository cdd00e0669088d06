/** Characters that separate tokens in the search of SLS, as a set for regular expressions of RE2. */
const DELIMITERS = ', \'";=()\\[\\]{}?@&<>/:\\n\\t\\r';

const ASCII = /^[\0-\x7f]*$/;

const SPLIT = /[, '";=()[\]{}?@&<>/:\n\t\r]+/;

/** A token to look for, lower case. */
export interface SearchToken {
  readonly text: string;
  /** `*` in it stands for any characters of the token. */
  readonly wildcard: boolean;
}

/**
 * The tokens of a value; in quotes nothing is a wildcard. With the delimiters of SLS `?` separates tokens, of queries as of events: as a
 * wildcard it has nothing to stand for.
 */
export function tokensOf(value: string, quoted: boolean): SearchToken[] {
  const parts = value.split(SPLIT).filter(part => part !== '' && (quoted || !/^\*+$/.test(part)));
  return parts.map(part => ({ text: lower(part), wildcard: !quoted && part.includes('*') }));
}

/** Lower case by single characters, as the engine does it. */
export function lower(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return Array.from(text, c => {
    const small = c.toLowerCase();
    return [...small].length === 1 ? small : c;
  }).join('');
}

const BOUNDARY = `[${DELIMITERS}]`;

/** Regular expressions of RE2 that find a token whatever its case: one that is quick to fail, since it begins with the text, and the exact one. */
export function tokenPatterns({ text, wildcard }: SearchToken): { readonly quick: string; readonly exact: string } {
  const body = wildcard ? text.split(/\*+/).map(escaped).join(`[^${DELIMITERS}]*`) : escaped(text);
  const end = `${body}(?:${BOUNDARY}|$)`;
  return { quick: `(?i)${end}`, exact: `(?i)(?:^|${BOUNDARY})${end}` };
}

/** A value of a field with its tokens, lower case. */
export interface SearchedValue {
  readonly text: string;
  readonly tokens: readonly string[];
}

export const searchedValue = (text: string): SearchedValue => ({ text, tokens: text.split(SPLIT).map(lower) });

/** Tells whether a value has the token. */
export function tokenTest({ text, wildcard }: SearchToken): (value: SearchedValue) => boolean {
  if (!wildcard) return ({ tokens }) => tokens.includes(text);
  const pattern = new RegExp(`^${text.split(/\*+/).map(escaped).join('.*')}$`, 's');
  return ({ tokens }) => tokens.some(token => pattern.test(token));
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** The longest piece of a token that stands in the text as it is. */
export const surePiece = ({ text, wildcard }: SearchToken): string =>
  wildcard ? text.split('*').reduce((a, b) => (b.length > a.length ? b : a), '') : text;

/** Whether lower and upper case differ. */
export const hasCase = (text: string): boolean => lower(text) !== text || text.toUpperCase() !== text;
