import { parseSearch } from './parse-search.ts';
import { beginsSpl, parseSpl } from './parse-spl.ts';
import { parseSql } from './parse-sql.ts';
import { Problems } from './problems.ts';
import { searchTokens } from './search-lexer.ts';
import { sqlTokens } from './sql-lexer.ts';
import type { Query } from './tree.ts';
import { withinDepth } from './within-depth.ts';

/** SQL where the search should be: a select with something to select, or the beginning of one of the other statements. */
const SQL_WITHOUT_SEARCH = /^\s*(?:select\s+(?!(?:and|or|not|in)\b)[^\s|:]|with\s+["\w]+\s+as\s*\(|set\s+session\s|insert\s+into\s)/i;

/**
 * Reads a query, whatever the text: what is wrong with it is in `problems`, and everything that could be read is in the
 * tree, which is never so deep that walking it by recursion exhausts the stack.
 */
export function parseQuery(text: string): Query {
  const problems = new Problems();
  const parts = SQL_WITHOUT_SEARCH.test(text) ? parseWithoutSearch(text, problems) : parseParts(text, problems);
  return { ...withinDepth(parts, problems), problems: problems.all() };
}

type Parts = Omit<Query, 'problems'>;

function parseParts(text: string, problems: Problems): Parts {
  const lexed = searchTokens(text);
  const search = parseSearch(lexed, problems);
  const { pipe } = lexed;
  if (!pipe) return { text, search, comments: [] };
  if (!search.expression) problems.add(pipe, 'Nothing stands before `|`: a search is expected, and `*` keeps everything.');
  const { tokens, comments } = sqlTokens(text, pipe.end, problems);
  if (beginsSpl(text, tokens[0])) return { text, search, pipe, spl: parseSpl(text, pipe.end), comments };
  return { text, search, pipe, sql: parseSql(text, tokens, worthTelling(problems)), comments };
}

function parseWithoutSearch(text: string, problems: Problems): Parts {
  const { tokens, comments } = sqlTokens(text, 0, problems);
  const { start, end } = tokens[0]!;
  problems.add({ start, end }, 'SQL stands behind a search and `|`: write `* |` before it to query every event.');
  return { text, search: { range: { start: 0, end: 0 } }, sql: parseSql(text, tokens, worthTelling(problems)), comments };
}

/** Takes what a parser finds, and forgets it where it only follows from a quote that is not closed. */
const worthTelling = (problems: Problems): Problems => (problems.unclosed ? new Problems() : problems);
