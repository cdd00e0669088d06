import type { TextRange } from '../../lint/finding.ts';
import { RESERVED, SOFT_KEYWORDS } from './keywords.ts';
import { type SearchToken, searchTokens } from './search-lexer.ts';
import { type SqlToken, sqlTokens } from './sql-lexer.ts';
import { type TokenMark, type TokenType, tokenMarks } from './token-marks.ts';
import type { Query } from './tree.ts';

/** A piece of the text with what it is to the language. */
export interface SemanticToken {
  readonly range: TextRange;
  readonly type: TokenType;
  /** Where an alias, a parameter or a table is named. */
  readonly modifiers?: readonly 'declaration'[];
}

/** The tokens of a query in textual order, none in another; punctuation and what could not be read have none. */
export function semanticTokens(query: Query): readonly SemanticToken[] {
  const { text, pipe, sql, spl, comments } = query;
  const marks = tokenMarks(query);
  const found: SemanticToken[] = [];
  if (pipe || !sql) found.push(...classified(searchTokens(text).tokens, marks, searchType));
  if (pipe) found.push({ range: pipe, type: 'operator' });
  if (sql || spl) {
    const { tokens } = sqlTokens(text, pipe?.end ?? 0);
    found.push(...classified(tokens, marks, sql ? sqlType : splType));
  }
  for (const range of comments) found.push({ range, type: 'comment' });
  return found.filter(t => t.range.end > t.range.start).toSorted((a, b) => a.range.start - b.range.start);
}

/** What the tree tells of a token, else what it is by itself. */
function classified<T extends TextRange>(
  tokens: readonly T[],
  marks: ReadonlyMap<number, TokenMark>,
  typeOf: (token: T) => TokenType | undefined,
): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  let end = 0;
  for (const token of tokens) {
    if (token.start < end) continue;
    const mark = marks.get(token.start);
    const type = mark?.type ?? typeOf(token);
    end = Math.max(mark?.end ?? 0, token.end);
    if (type) found.push({ range: { start: token.start, end }, type, ...(mark?.declares && { modifiers: ['declaration'] }) });
  }
  return found;
}

function searchType({ kind, text }: SearchToken): TokenType | undefined {
  switch (kind) {
    case 'word':
      return SEARCH_WORDS.has(text.toLowerCase()) ? 'keyword' : undefined;
    case ':':
    case 'comparison':
    case 'inequality':
      return 'operator';
    case 'quoted':
    case 'phrase':
      return 'string';
    default:
      return undefined;
  }
}

const SEARCH_WORDS = new Set(['and', 'or', 'not', 'in']);

function sqlType({ kind, text }: SqlToken): TokenType | undefined {
  switch (kind) {
    case 'word':
      return RESERVED.has(text) || SOFT_KEYWORDS.has(text) ? 'keyword' : undefined;
    case 'symbol':
      return /^[()[\],.;{}]$/.test(text) ? undefined : 'operator';
    case 'quoted':
      return 'property';
    case 'end':
      return undefined;
    default:
      return kind;
  }
}

/** SPL is not read, so its words are not known. */
function splType(token: SqlToken): TokenType | undefined {
  return token.kind === 'word' ? undefined : sqlType(token);
}
