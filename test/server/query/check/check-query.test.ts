import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits, applyFixes } from '../../../../server/lint/apply-fixes.ts';
import type { Finding } from '../../../../server/lint/finding.ts';
import { ruleLevels } from '../../../../server/lint/rule-levels.ts';
import type { LogSchema } from '../../../../server/query/catalog/log-field.ts';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { checkQuery } from '../../../../server/query/check/check-query.ts';
import { QUERY_LINT_RULES } from '../../../../server/query/check/query-rules.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { ALL_QUERIES } from '../vectors.ts';

const schema = logSchema();
const check = (query: string, settings: Readonly<Record<string, string>> = {}): readonly Finding[] =>
  checkQuery(parseQuery(query), schema, ruleLevels(QUERY_LINT_RULES, settings).levels);
const told = (query: string, settings?: Readonly<Record<string, string>>) =>
  check(query, settings).map(f => `${f.severity} ${f.code}: ${query.slice(f.range.start, f.range.end)}`);

test('levels by setting hold for rules, for what the analysis tells of the unknown, not for errors', () => {
  const query = '* | select count_if("responseStatus.code" >= 400) / count(*) as a, lenght(verb) as b, sum(verb) as c';
  const levels = { 'integer-ratio': 'error', 'unknown-function': 'off', 'type-mismatch': 'off' };
  assert.deepEqual(
    told(query, levels).map(t => t.split(':')[0]),
    ['error integer-ratio', 'error type-mismatch'],
  );
  assert.deepEqual(ruleLevels(QUERY_LINT_RULES, levels).problems, ['There is no lint rule "type-mismatch".']);
  assert.equal(check('* | select lenght(verb) limit 1')[0]?.page, 'unknown-function.md');
});

test('comments of SQL silence: the rest of their line, the next line, the whole query', () => {
  const ratio = "count_if(verb = 'get') / count(*) as share";
  assert.deepEqual(told(`* | select ${ratio} -- auditscope-ignore integer-ratio: whole numbers are wanted`), []);
  assert.deepEqual(told(`* |\n-- auditscope-ignore integer-ratio: wanted\nselect ${ratio}`), []);
  assert.deepEqual(told(`* | select ${ratio},\n  max(__time__) as last /* auditscope-ignore-file integer-ratio: wanted */`), []);
  assert.deepEqual(told(`* | select ${ratio},\n  max(__time__) as last -- auditscope-ignore integer-ratio: wanted`), [
    `warning integer-ratio: ${ratio.slice(0, -' as share'.length)}`,
    'warning unused-suppression: -- auditscope-ignore integer-ratio: wanted',
  ]);
  assert.deepEqual(
    check('* | select count(*) as n -- auditscope-ignore nonsense').map(f => f.message),
    ['There is no lint rule "nonsense" to silence. Name a rule by its id.'],
  );
  assert.match(
    check(`* | select ${ratio} -- auditscope-ignore integer-ratio`)[0]!.message,
    /colon: -- auditscope-ignore integer-ratio: <reason>/,
  );
});

test('what does not run on the opened log is told although a comment silences it elsewhere', () => {
  const query = parseQuery(`* | select zz -- auditscope-ignore unknown-column: another log has it`);
  const { levels } = ruleLevels(QUERY_LINT_RULES, {});
  const codes = (log: LogSchema) => checkQuery(query, log, levels).map(f => `${f.severity} ${f.code}`);
  assert.deepEqual(codes({ ...schema, complete: true }), ['information default-row-limit', 'error unknown-column']);
  assert.deepEqual(codes({ ...schema, complete: false }), ['information default-row-limit']);
});

test('parentheses around NULL hide it from no rule', () => {
  assert.deepEqual(told('* | select count(*) as n where verb = (null)'), ['warning comparison-with-null: verb = (null)']);
});

test('mistakes of syntax whose meaning is plain have a fix', () => {
  const fixed = (query: string) => applyFixes(query, check).text;
  assert.equal(fixed('user.username: system:node and verb: get'), 'user.username: "system:node" and verb: get');
  assert.equal(fixed('* | select auditID limit 10 offset 20'), '* | select auditID limit 20, 10');
  assert.equal(fixed("* | select verb as 'What it does' limit 1"), '* | select verb as "What it does" limit 1');
  assert.equal(fixed("* | select verb as 'order' limit 1"), '* | select verb as "order" limit 1');
  assert.equal(fixed("* | select count(*) 'n'"), '* | select count(*) n');
  assert.equal(fixed('* | select count(distinct verb, stage) as n'), '* | select count(distinct (verb, stage)) as n');
  assert.equal(
    fixed('* | select user.username, count(*) as n group by user.username'),
    '* | select "user.username", count(*) as n group by "user.username"',
  );
});

test('an alias in single quotes behind a column is told as one, and no type is missed', () => {
  const [found, ...more] = check(`* | select verb 'x', date '2026-01-01' as d limit 1`);
  assert.deepEqual(
    [found!.code, found!.message, more],
    ['query-syntax', 'An alias is a name: write it bare or in double quotes. Single quotes make a text.', []],
  );
  assert.equal(
    applyEdits(`* | select verb 'x', date '2026-01-01' as d limit 1`, found!.fixes!),
    `* | select verb as x, date '2026-01-01' as d limit 1`,
  );
  assert.match(check("* | select verb where bool 'true' limit 1")[0]!.message, /There is no type bool\. Did you mean boolean/);
});

test('the queries of the guide have the traps that are known of them, and no others', () => {
  const exec = `verb : create and objectRef.subresource:exec and stage: ResponseStarted | SELECT auditID as "Event ID", regexp_extract("annotations.authorization.k8s.io/reason", ' to User "(\\w+)"', 1) as "Operator Account" limit 1000`;
  assert.deepEqual(
    check(exec).map(f => f.code),
    ['exec-verb-missed', 'narrow-user-pattern'],
  );
  const access = `* | select ip as "Source Address" from (select json_extract_scalar(sourceIPs, '$[0]') as ip, sum(case when "responseStatus.code" < 400 then 0 else 1 end) as failed from log group by 1 limit 10000) where not try(is_subnet_of('<Your subnet IP address>')) having failed > 10`;
  assert.deepEqual(
    check(access).map(f => f.code),
    ['missing-status-counted', 'argument-count', 'unfilled-placeholder'],
  );
});

test('rules tell what they mean and leave alone what only looks like it', () => {
  const silent: Readonly<Record<string, readonly string[]>> = {
    'integer-ratio': ['* | select __time__ / 3600 as hour, count(*) as n group by 1', '* | select count(*) / 2 as half'],
    'stages-counted-twice': ['not verb: watch | select count(*) as n', "verb: watch | select count(*) as n where stage = 'Panic'"],
    'filter-in-where': [
      "* | select count(*) as n from log a join log b on a.auditID = b.auditID where a.verb = 'get'",
      "verb: get | select count(*) as n where verb = 'get'",
      "* | select count(*) as n where verb = 'get' or stage = 'Panic'",
    ],
    'exec-verb-missed': ['objectRef.subresource: exec', 'objectRef.subresource: exec not verb: create'],
    'single-quotes-in-search': ['requestURI: "it\'s"'],
    'quoted-wildcard': ['"what is this?"'],
    'date-format-token': ["* | select date_format(__time__, '%d %M %Y') as day, count(*) as n group by 1"],
    'missing-status-counted': [
      "* | select sum(case when verb = 'get' then 0 else 1 end) as n",
      "* | select sum(if(verb = 'get', 0, 1)) as n",
      '* | select sum(if("responseStatus.code" >= 400, 1)) as n',
      '* | select sum(if("responseStatus.code" >= 400, 1, null)) as n',
    ],
  };
  for (const [id, queries] of Object.entries(silent)) {
    for (const query of queries) assert.ok(!check(query).some(f => f.code === id), `${id}: ${query}`);
  }
});

test('whatever the text, checking ends with findings inside it, in order, and their fixes can be applied', () => {
  const mutated = fc.tuple(
    fc.constantFrom(...ALL_QUERIES),
    fc.array(
      fc.tuple(
        fc.nat(400),
        fc.nat(8),
        fc.constantFrom('', ' ', '(', ')', ',', "'", '"', '|', ' not ', ' from ', '*', ' case ', '->', '.', ' select ', '1', '::'),
      ),
    ),
  );
  fc.assert(
    fc.property(mutated, ([query, changes]) => {
      const text = changes.reduce((t, [at, length, insert]) => t.slice(0, at) + insert + t.slice(at + length), query);
      const findings = check(text);
      let last = 0;
      for (const { range, fixes, message } of findings) {
        assert.ok(range.start >= last && range.end >= range.start && range.end <= text.length, message);
        last = range.start;
        assert.doesNotMatch(message, /undefined|\[object/);
        for (const fix of fixes ?? []) assert.notEqual(applyEdits(text, [fix]), text, fix.title);
      }
    }),
    { numRuns: 1500 },
  );
});

test('long chains of every kind are walked', () => {
  const many = (piece: string, count: number) => Array.from({ length: count }, () => piece);
  const chain = check(`* | select ${many('verb', 50_000).join(' || ')} as x limit 1`);
  assert.deepEqual(
    chain.map(f => f.code),
    ['too-long'],
  );
  for (const query of [
    many('verb: get', 20_000).join(' not '),
    `* | select count(*) as n from ${many('log', 300).join(' cross join ')}`,
    `* | ${many('select verb from log', 3_000).join(' union ')}`,
    `* | select array[1]${many('[1]', 5_000).join('')} as x limit 1`,
    `* | select verb in (${many("'a'", 20_000).join(', ')}) as x limit 1`,
  ]) {
    assert.ok(Array.isArray(check(query)));
  }
});
