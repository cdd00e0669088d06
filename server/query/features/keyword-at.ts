import type { TextRange } from '../../lint/finding.ts';
import { SEARCH_OPERATORS, SQL_KEYWORDS } from '../catalog/keywords.ts';
import { searchTokens } from '../syntax/search-lexer.ts';
import { sqlTokens } from '../syntax/sql-lexer.ts';
import type { Query } from '../syntax/tree.ts';
import { code } from './markdown.ts';

/** What the keyword or operator at an offset means. */
export function keywordAt({ text, pipe }: Query, offset: number): { readonly markdown: string; readonly range: TextRange } | undefined {
  if (!pipe || offset < pipe.start) return searchOperatorAt(text, offset);
  if (offset === pipe.start) return told('|', pipe, SEARCH_OPERATORS);
  const { tokens } = sqlTokens(text, pipe.end);
  const at = tokens.findIndex(t => t.start <= offset && offset < t.end);
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const [before, behind] = [tokens[at - 1], tokens[at + 1]];
  // of `group by` either word stands for both
  if (behind?.text === 'by') return told(`${token.text} by`, { start: token.start, end: behind.end }, SQL_KEYWORDS);
  if (token.text === 'by' && before) return told(`${before.text} by`, { start: before.start, end: token.end }, SQL_KEYWORDS);
  return told(token.text, token, SQL_KEYWORDS);
}

function searchOperatorAt(text: string, offset: number) {
  const token = searchTokens(text).tokens.find(t => t.start <= offset && offset < t.end);
  if (!token || token.kind === 'quoted' || token.kind === 'phrase') return undefined;
  return told(token.text.toLowerCase(), token, SEARCH_OPERATORS);
}

function told(word: string, { start, end }: TextRange, meanings: ReadonlyMap<string, string>) {
  const meaning = meanings.get(word);
  return meaning === undefined ? undefined : { markdown: `**${code(word)}** ${meaning}`, range: { start, end } };
}
