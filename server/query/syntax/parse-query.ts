import { parseSearch } from './parse-search.ts';
import { beginsSpl, parseSpl } from './parse-spl.ts';
import { parseSql } from './parse-sql.ts';
import { Problems } from './problems.ts';
import { searchTokens } from './search-lexer.ts';
import { sqlTokens } from './sql-lexer.ts';
import type { Query } from './tree.ts';

/** SQL where the search should be: a select with something to select, or the beginning of one of the other statements. */
const SQL_WITHOUT_SEARCH = /^\s*(?:select\s+(?!(?:and|or|not|in)\b)[^\s|:]|with\s+["\w]+\s+as\s*\(|set\s+session\s|insert\s+into\s)/i;

/** Reads a query, whatever the text: what is wrong with it is in `problems`, and everything that could be read is in the tree. */
export function parseQuery(text: string): Query {
  const problems = new Problems();
  if (SQL_WITHOUT_SEARCH.test(text)) return parseWithoutSearch(text, problems);
  const lexed = searchTokens(text);
  const search = parseSearch(lexed, problems);
  const { pipe } = lexed;
  if (!pipe) return { text, search, comments: [], problems: problems.all() };
  if (!search.expression) problems.add(pipe, 'Nothing stands before `|`: a search is expected, and `*` keeps everything.');
  const { tokens, comments } = sqlTokens(text, pipe.end, problems);
  if (beginsSpl(text, tokens[0])) {
    return { text, search, pipe, spl: parseSpl(text, pipe.end), comments, problems: problems.all() };
  }
  const sql = parseSql(text, tokens, problems);
  return { text, search, pipe, sql, comments, problems: problems.all() };
}

function parseWithoutSearch(text: string, problems: Problems): Query {
  const { tokens, comments } = sqlTokens(text, 0, problems);
  const { start, end } = tokens[0]!;
  problems.add({ start, end }, 'SQL stands behind a search and `|`: write `* |` before it to query every event.');
  const sql = parseSql(text, tokens, problems);
  return { text, search: { range: { start: 0, end: 0 } }, sql, comments, problems: problems.all() };
}
