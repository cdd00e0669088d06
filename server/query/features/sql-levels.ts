import { RESERVED, RESERVED_FUNCTIONS } from '../syntax/keywords.ts';
import type { SqlToken } from '../syntax/sql-lexer.ts';

export type Clause =
  | 'none'
  | 'with'
  | 'set'
  | 'select'
  | 'from'
  | 'on'
  | 'where'
  | 'group by'
  | 'having'
  | 'order by'
  | 'limit'
  | 'partition by';

/** What an open parenthesis, or the statement itself, has come to. */
export interface Level {
  readonly opener: 'statement' | 'call' | 'cast' | 'window' | 'group';
  clause: Clause;
  /** Of a call its name, lower case. */
  readonly call?: string;
  /** Commas that stand directly in it. */
  commas: number;
  /** In a cast: behind `as`, where the type is. */
  pastAs: boolean;
  /** A query stands in it. */
  queries: boolean;
}

/** The levels of parentheses that are open behind some tokens, the statement first. */
export function levelsOf(tokens: readonly SqlToken[]): readonly Level[] {
  const levels: Level[] = [{ opener: 'statement', clause: 'none', commas: 0, pastAs: false, queries: false }];
  for (const [i, token] of tokens.entries()) {
    const level = levels.at(-1)!;
    if (token.kind === 'symbol') {
      if (token.text === '(' || token.text === '[') levels.push(opened(level, token.text, tokens[i - 1]));
      else if ((token.text === ')' || token.text === ']') && levels.length > 1) levels.pop();
      else if (token.text === ',') level.commas += 1;
      else if (token.text === ';') level.clause = 'none';
    } else if (token.kind === 'word') enter(level, token.text, tokens[i - 1]);
  }
  return levels;
}

function opened(around: Level, symbol: string, before: SqlToken | undefined): Level {
  const base = { clause: around.clause, commas: 0, pastAs: false, queries: false };
  // the parts of a type have types themselves
  if (around.opener === 'cast' && around.pastAs) return { ...base, opener: 'cast', pastAs: true };
  if (symbol === '[' || !before) return { ...base, opener: 'group' };
  if (before.kind === 'word' && (before.text === 'cast' || before.text === 'try_cast')) return { ...base, opener: 'cast' };
  if (before.kind === 'word' && before.text === 'over') return { ...base, opener: 'window', clause: 'none' };
  const isCall = before.kind === 'word' && (!RESERVED.has(before.text) || RESERVED_FUNCTIONS.has(before.text));
  return isCall ? { ...base, opener: 'call', call: before.text } : { ...base, opener: 'group' };
}

function enter(level: Level, word: string, before: SqlToken | undefined): void {
  const behind = (text: string) => before?.kind === 'word' && before.text === text;
  switch (word) {
    case 'select':
      level.clause = word;
      level.queries = true;
      break;
    case 'where':
    case 'having':
    case 'limit':
    case 'on':
    case 'with':
    case 'set':
      level.clause = word;
      break;
    case 'from':
      // `extract(hour from x)`, `substring(x from 2)`, `is distinct from`
      if (level.opener !== 'call' && !behind('distinct')) level.clause = 'from';
      break;
    case 'join':
      level.clause = 'from';
      break;
    case 'by':
      if (behind('group')) level.clause = 'group by';
      else if (behind('order')) level.clause = 'order by';
      else if (behind('partition')) level.clause = 'partition by';
      break;
    case 'union':
    case 'intersect':
    case 'except':
      level.clause = 'none';
      break;
    case 'as':
      if (level.opener === 'cast') level.pastAs = true;
      break;
  }
}
