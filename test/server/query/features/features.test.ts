import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldingRanges } from '../../../../server/query/features/folding.ts';
import { hoverAt } from '../../../../server/query/features/hover.ts';
import { queryLenses } from '../../../../server/query/features/query-lenses.ts';
import { selectionRanges } from '../../../../server/query/features/selection-ranges.ts';
import { signatureHelpAt } from '../../../../server/query/features/signature-help.ts';
import { silencing } from '../../../../server/query/features/silence-finding.ts';
import { type QuerySymbol, querySymbols } from '../../../../server/query/features/symbols.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { atCursor, context } from './at-cursor.ts';

function hover(marked: string) {
  const { text, offset, analysed } = atCursor(marked);
  const found = hoverAt(analysed, offset, context);
  return found && { word: text.slice(found.range.start, found.range.end), markdown: found.markdown };
}

const says = (marked: string, word: string, pattern: RegExp) => {
  const found = hover(marked);
  assert.equal(found?.word, word, marked);
  assert.match(found!.markdown, pattern, marked);
};

test('hover: fields of the log in either part, with values of the opened log', () => {
  says(
    'user.user¦name: alice',
    'user.username',
    /^\*\*`user\.username`\*\* varchar\n\nName of who authenticated\.\n\nIn the log: `alice`, /,
  );
  says('* | select "user.user¦name" as u', '"user.username"', /Name of who authenticated/);
  says('* | select l.ver¦b from log l', 'verb', /Verb of the request/);
  says('* | select ¦l.verb from log l', 'l', /the table of `verb`/);
  says('responseStatus.co¦de >= 400', 'responseStatus.code', /bigint\n\nHTTP status code/);
});

test('hover: columns of sub-queries, aliases and parameters with their types', () => {
  says('* | select n¦ from (select count(*) as n from log)', 'n', /^\*\*`n`\*\* bigint/);
  says('* | select count(*) as c¦', 'c', /bigint\n\nStands for `count\(\*\)`/);
  says('* | select count(*) as c group by verb order by c¦', 'c', /Stands for `count\(\*\)`/);
  says('* | select transform(array[1.5], e -> e¦ + 1)', 'e', /parameter of the lambda, double/);
  says('* | with w as (select verb as v from log) select v from w¦', 'w', /`v` varchar/);
  says('* | select *¦ from (select verb as v, 1 as n from log)', '*', /^All 2 columns\n\n`v` varchar, `n` bigint$/);
});

test('hover: functions with signature, example, note and what they give here', () => {
  says(
    '* | select split_¦part(verb, 1, 2)',
    'split_part',
    /^`split_part\(x varchar, delimiter varchar, n bigint\) → varchar`\n\n.*`split_part\('a\/b', '\/', 2\)` → `b`/s,
  );
  says('* | select max¦(__time__)', 'max', /Here it gives `bigint`/);
  says('* | select ip_to_¦city(verb)', 'ip_to_city', /⚠ Trino has no such function/);
});

test('hover: operators and keywords, both words of `group by`, tokens of a format', () => {
  says('verb: get n¦ot stage: Panic', 'not', /An event that lacks the field is kept/);
  says('responseStatus.code i¦n [400 500)', 'in', /range of numbers/);
  says('verb: get ¦| select 1', '|', /computes with the events/);
  says('* | select verb gro¦up by verb', 'group by', /One row for each combination/);
  says('* | select verb group ¦by verb', 'group by', /One row for each combination/);
  says("* | select date_format(__time__, '%Y¦ %i')", "'%Y %i'", /`%i` minute, as in `05`/);
  says("* | select time_series(__time__, '5m', '%H:¦%i', '0') as t, count(*) group by t", "'%H:%i'", /`%i` minute, as in `05`/);
  assert.equal(hover('* | select nosuch¦column'), undefined);
  assert.equal(hover('verb: "n¦ot"'), undefined);
});

test('hover: names from outside cannot leave their code', () => {
  says('* | select "a`b`` *c*"¦ from (select 1 as "a`b`` *c*")', '"a`b`` *c*"', /^\*\*```a`b`` \*c\*```\*\* bigint/);
});

function help(marked: string) {
  const { offset, analysed } = atCursor(marked);
  const found = signatureHelpAt(analysed, offset);
  const active = found?.signatures[found.active];
  const place = active?.active === undefined ? undefined : active.parameters[active.active];
  return found && { label: active!.label, parameter: place && active!.label.slice(...place) };
}

test('signature help: the parameter that is written, of the signature that takes so many', () => {
  assert.equal(help("* | select split_part(verb, ¦'/')")?.parameter, 'delimiter varchar');
  assert.equal(help('* | select split_part(¦')?.parameter, 'x varchar');
  assert.equal(help('* | select concat(verb, stage, level, ¦)')?.parameter, '…y varchar');
  assert.equal(help('* | select count(¦)')?.parameter, '[x any]');
  assert.equal(help('* | select max(verb, ¦)')?.label, 'max(x T, n bigint) → array(T)');
  assert.equal(help('* | select reduce(array[1], 0, (s, ¦e) -> s + e, s -> s)')?.parameter, 'add function(S, T, S)');
  assert.equal(help('* | select substr(verb, case when length(¦verb) > 1 then 1 end)')?.parameter, 'x varchar');
  assert.equal(help('* | select substr(verb, case when (1 > ¦2) then 1 end)')?.parameter, 'start bigint');
});

test('signature help: none outside of calls, in sub-queries, in the search, for what is no function', () => {
  assert.equal(help('* | select verb¦'), undefined);
  assert.equal(help('* | select count((select ¦verb from log))'), undefined);
  assert.equal(help('* | select verb in (¦'), undefined);
  assert.equal(help('(verb: ¦get)'), undefined);
  assert.equal(help('* | select nosuch(¦'), undefined);
  assert.equal(help('* | select cast(¦verb as bigint)'), undefined);
});

const names = (symbols: readonly QuerySymbol[]): unknown[] =>
  symbols.map(s => (s.children.length > 0 ? [s.name, names(s.children)] : s.name));

test('outline: search, common tables, columns and clauses', () => {
  const query =
    parseQuery(`verb: get | set session mode=scan; with w as (select verb as v from log where stage = 'Panic' group by 1 having count(*) > 1)
    select v, count(*) from (select v from w) group by v order by v limit 5`);
  assert.deepEqual(names(querySymbols(query)), [
    'search',
    'set session mode',
    ['w', [['select', ['v', 'from', 'where', 'group by', 'having']]]],
    ['select', ['v', 'count(*)', ['from', [['select', ['v', 'from']]]], 'group by']],
    'order by',
    'limit',
  ]);
});

test('outline: every symbol holds its selection and its children', () => {
  const held = (symbols: readonly QuerySymbol[], start: number, end: number): void => {
    for (const { name, range, selection, children } of symbols) {
      assert.ok(start <= range.start && range.end <= end, name);
      assert.ok(range.start <= selection.start && selection.end <= range.end, name);
      held(children, range.start, range.end);
    }
  };
  const text =
    'verb: get | with w as (select 1 as a) select a, (select max(b) from (values 1) as t(b)) from w union select 2, 3 order by 1';
  held(querySymbols(parseQuery(text)), 0, text.length);
});

test('folding: parentheses, cases and comments over lines', () => {
  const text = '* |\nselect case\n  when verb = 1 then 2\nend, count(\n  *\n)\n/* a\n b */\nfrom log';
  const lines = foldingRanges(parseQuery(text))
    .map(({ start, end }) => [start, end].map(at => text.slice(0, at).split('\n').length - 1))
    .filter(([first, last]) => last! > first!);
  assert.deepEqual(lines, [
    [1, 8],
    [1, 2],
    [3, 4],
    [6, 7],
  ]);
});

test('selection: from the word to the whole query, each larger', () => {
  const { text, offset, analysed } = atCursor("verb: get | select split_part(ver¦b, '/', 1) as p from log");
  const ranges = selectionRanges(analysed.query, offset).map(r => text.slice(r.start, r.end));
  assert.deepEqual(ranges, [
    'verb',
    "split_part(verb, '/', 1)",
    "split_part(verb, '/', 1) as p",
    "select split_part(verb, '/', 1) as p from log",
    text,
  ]);
});

test('lenses: run and explain, nothing for an empty text', () => {
  assert.deepEqual(
    queryLenses(parseQuery('\n * ')).map(l => [l.command, l.range]),
    [
      ['auditscope.runQuery', { start: 2, end: 3 }],
      ['auditscope.explainQuery', { start: 2, end: 3 }],
    ],
  );
  assert.deepEqual(queryLenses(parseQuery(' \n')), []);
});

test('silencing: on the line before, in the whole query, and never within a text, nor for an error', () => {
  const found = (at: number) => {
    return {
      code: 'default-row-limit',
      severity: 'warning',
      message: '',
      page: 'default-row-limit.md',
      range: { start: at, end: at },
    } as const;
  };
  const silence = (text: string, at: number) => silencing(parseQuery(text), found(at));
  assert.deepEqual(silence('* |\n  select verb', 6)?.here, [
    { range: { start: 4, end: 4 }, newText: '  -- auditscope-ignore default-row-limit:\n' },
  ]);
  assert.equal(silence('* | select verb', 4)?.here, undefined);
  assert.deepEqual(silence('* | select verb', 4)?.everywhere, [
    { range: { start: 3, end: 3 }, newText: '\n-- auditscope-ignore-file default-row-limit:\n' },
  ]);
  assert.equal(silence("* | select 'a\nb', verb", 17)?.here, undefined);
  assert.equal(silence('verb: get', 0), undefined);
  const unknown = { ...found(4), code: 'unknown-column' };
  assert.ok(silencing(parseQuery('* |\n  select zz'), { ...unknown, page: 'unknown-column.md' }));
  assert.equal(silencing(parseQuery('* |\n  select zz'), { ...unknown, severity: 'error', page: 'query-errors.md' }), undefined);
});
