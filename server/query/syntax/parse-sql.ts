import { nearest } from '../../kubernetes/nearest.ts';
import { SQL_BEGINNINGS } from './keywords.ts';
import { parseExpression, parseValue } from './parse-expression.ts';
import { emptyQuery, parseSqlQuery } from './parse-sql-query.ts';
import { type Problems, shown } from './problems.ts';
import { type Grammar, SqlCursor } from './sql-cursor.ts';
import type { SqlToken } from './sql-lexer.ts';
import type { Expression, SqlStatement } from './tree.ts';

const missing = (cursor: SqlCursor): Expression => cursor.missing();

const GRAMMAR: Grammar = {
  query: (cursor, first) => cursor.nested(inner => parseSqlQuery(inner, first), emptyQuery),
  expression: cursor => cursor.nested(parseExpression, missing),
  value: parseValue,
};

/** Reads the SQL part from its tokens. */
export function parseSql(text: string, tokens: readonly SqlToken[], problems: Problems): SqlStatement {
  const cursor = new SqlCursor(text, tokens, problems, GRAMMAR);
  const { start } = cursor.token;
  const settings = parseSettings(cursor);
  passInsert(cursor);
  if (!SQL_BEGINNINGS.has(cursor.token.text) && !cursor.is('(')) passMisspelt(cursor);
  const query = cursor.atEnd ? emptyQuery(cursor) : parseSqlQuery(cursor);
  while (!cursor.atEnd) {
    if (cursor.take(';')) {
      if (!cursor.atEnd) cursor.problem('the end after `;`');
    } else {
      if (!cursor.astray) cursor.problem('the end: there is no `(` for it');
      cursor.next();
    }
    if (!cursor.atEnd && !cursor.is(')') && !cursor.is(';')) cursor.skip();
  }
  return { range: { start, end: query.range.end }, settings, query };
}

/** `set session mode=scan;`, any number of them. */
function parseSettings(cursor: SqlCursor): SqlStatement['settings'] {
  const settings: { range: { start: number; end: number }; name: string; value: string }[] = [];
  while (cursor.isWord('set')) {
    const { start } = cursor.next();
    cursor.expectWord('session', ' after `set`');
    const name = cursor.expectName('the name of a setting').name;
    cursor.expect('=');
    const from = cursor.token.start;
    while (!(cursor.atEnd || cursor.is(';') || cursor.isWord('select') || cursor.isWord('with'))) cursor.next();
    const value = cursor.text.slice(from, cursor.lastEnd).trim();
    cursor.expect(';', ' after the setting');
    settings.push({ range: cursor.since(start), name, value });
  }
  return settings;
}

/** `insert into t select …`: the select is read, the rest refused. */
function passInsert(cursor: SqlCursor): void {
  if (!cursor.isWord('insert')) return;
  cursor.problem('a query that only reads, which begins with `select` or `with`');
  while (!(cursor.atEnd || cursor.isWord('select') || cursor.isWord('with') || cursor.isWord('values'))) cursor.next();
}

/** What changes a database, which nothing here does. */
const CHANGES: ReadonlySet<string> = new Set(['update', 'delete', 'create', 'drop', 'alter', 'truncate', 'merge', 'replace']);

/** A first word that is none of SQL: with a query behind it, it was meant as `select`. */
function passMisspelt(cursor: SqlCursor): void {
  if (cursor.atEnd) {
    cursor.problem('a query after `|`, such as `select count(*)`');
    return;
  }
  if (CHANGES.has(cursor.token.text)) {
    cursor.problem('a query that only reads, which begins with `select` or `with`');
    cursor.skipAll();
    return;
  }
  const { text } = cursor.token;
  // half a word may become any of them
  const meant = text === '' || 'select'.startsWith(text) ? undefined : nearest(text, ['select', 'with', 'values']);
  if (meant) cursor.report(cursor.token, `${shown(cursor.token.text)} begins no query. Did you mean \`${meant}\`?`);
  else cursor.problem('`select`, `with` or `set session`');
  if (cursor.token.kind === 'word') cursor.readAs('select');
}
