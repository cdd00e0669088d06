import { nearest } from '../../kubernetes/nearest.ts';
import { shown } from './problems.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { SqlToken } from './sql-lexer.ts';

/** What was probably meant where reading stops, with the place to tell it at; nothing where that is not plain. */
export function unreadHint(cursor: SqlCursor): { readonly at: SqlToken; readonly message: string } | undefined {
  const at = cursor.token;
  const [before, earlier] = [cursor.peek(-1), cursor.peek(-2)];
  if (at.kind === 'symbol' && at.text === '|')
    return { at, message: 'One `|` only stands in a query, between search and SQL. Texts are joined by `||`.' };
  if (before.kind !== 'word') return undefined;
  if (cursor.isWord('by')) {
    const clause = nearest(before.text, ['group', 'order']);
    return clause === undefined
      ? undefined
      : { at: before, message: `${shown(before.text)} begins no clause. Did you mean \`${clause} by\`?` };
  }
  if (before.text === 'top' && at.kind === 'number')
    return { at: before, message: `SLS has no \`top\`: \`limit ${at.text}\` stands at the end of the query.` };
  if (earlier.kind === 'word' && earlier.text === 'as' && (at.kind === 'word' || at.kind === 'number'))
    return { at, message: `Found ${shown(at.text)} behind the alias: a name of several words stands in double quotes.` };
  const isTable = earlier.text === 'from' || earlier.text === 'join';
  if (cursor.is('(') && !isTable) return { at: before, message: `A comma or an operator is missing before ${shown(`${before.text}(`)}.` };
  return undefined;
}
