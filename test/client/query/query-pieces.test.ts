import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQueryMessage } from '../../../client/query/check-query-message.ts';
import { type HistoryEntry, historyIn, withoutQuery, withQuery } from '../../../client/query/query-history.ts';
import { queryText, queryTrouble } from '../../../client/query/query-text.ts';
import { shownResult } from '../../../client/query/shown-result.ts';
import type { QueryResult } from '../../../server/protocol/query.ts';
import { ROWS } from './fake-engine.ts';

test('a selection is run with its place; blanks alone select nothing', () => {
  const document = 'verb: get\r\n| select 1';
  assert.deepEqual(queryText(document, { start: 11, end: 21 }), { text: '| select 1', offset: 11, at: { line: 1, character: 0 } });
  assert.equal(queryText(document, { start: 9, end: 11 }).text, document);
  assert.equal(queryText(document, null).offset, 0);
});

test('messages of the view have exactly one shape each; anything else is none', () => {
  assert.deepEqual(checkQueryMessage({ kind: 'run', text: 'drop' }), { kind: 'run' });
  assert.deepEqual(checkQueryMessage({ kind: 'event', id: 1, row: null, auditID: 'a', more: 1 }), {
    kind: 'event',
    id: 1,
    row: null,
    auditID: 'a',
  });
  assert.deepEqual(checkQueryMessage({ kind: 'export', form: 'parquet', target: '/etc/passwd' }), { kind: 'export', form: 'parquet' });
  for (const wrong of [
    null,
    'run',
    [],
    { kind: 'drop' },
    { kind: 'export', form: 'exe' },
    { kind: 'reveal', start: -1, end: 2 },
    { kind: 'reveal', start: 0 },
    { kind: 'event', id: 1, row: 1.5, auditID: null },
    { kind: 'event', id: 1, row: null, auditID: {} },
    { kind: 'picture', form: 'svg', content: 3 },
    { kind: 'picture', form: '../x', content: '' },
    { kind: 'copy' },
    { kind: 'openEvent', row: '1' },
  ])
    assert.equal(checkQueryMessage(wrong), null, JSON.stringify(wrong));
});

const ran = (text: string, when: number, log = 'audit.log'): HistoryEntry => ({ text, log, rows: 1, milliseconds: 2, when });

test('the history has each query on a log once, the latest first, and a bounded number of them', () => {
  let history = withQuery(withQuery([], ran('a', 1)), ran('b', 2));
  history = withQuery(history, ran(' a ', 3));
  assert.deepEqual(
    history.map(e => e.when),
    [3, 2],
  );
  assert.equal(withQuery(history, ran('a', 4, 'other.log')).length, 3);
  assert.equal(withQuery(history, ran('  ', 4)), history);
  assert.deepEqual(withoutQuery(history, history[0]!), [history[1]]);
  const many = Array.from({ length: 300 }, (_, i) => i).reduce<readonly HistoryEntry[]>((h, i) => withQuery(h, ran(`q${i}`, i)), []);
  assert.deepEqual([many.length, many[0]?.text], [200, 'q299']);
});

test('a history that something else wrote is read as far as it is one', () => {
  assert.deepEqual(historyIn({}), []);
  assert.deepEqual(historyIn([ran('a', 1), null, { text: 'b' }, { ...ran('c', 2), rows: 'x' }, { ...ran('d', Number.NaN) }]), [
    ran('a', 1),
  ]);
});

test('a result is bounded for the window, and says what is left out', () => {
  const long = 'x'.repeat(30_000);
  const many: QueryResult = { ...ROWS, kind: 'events', rows: Array.from({ length: 100_001 }, (_, i) => [long.slice(0, 5), i, 1]) };
  const shown = shownResult({ ...many, eventRows: many.rows.map((_, i) => i) });
  assert.deepEqual([shown.rows.length, shown.eventRows?.length, shown.total, shown.textsCut], [100_000, 100_000, 100_001, false]);
  const cut = shownResult({ ...ROWS, rows: [[long, 1, 1]] });
  assert.ok(cut.textsCut && (cut.rows[0]![0] as string).length === 20_001);
  const texts = shownResult({ ...ROWS, rows: Array.from({ length: 10_000 }, () => [long, 1, 1]) });
  const characters = texts.rows.reduce((sum, row) => sum + (row[0] as string).length, 0);
  assert.ok(characters < 70_000_000, `${characters} characters`);
});

test('of a long line what stands at the place is shown, not its begin', () => {
  const line = `* | select ${'verb, '.repeat(40)}usr from log`;
  const start = line.indexOf('usr');
  const { excerpt, character } = queryTrouble(queryText(line, null), { start, end: start + 3, message: '' });
  assert.equal(character, start);
  assert.match(excerpt.before, /^….{40}$/);
  assert.deepEqual([excerpt.marked, excerpt.after], ['usr', ' from log']);
});
