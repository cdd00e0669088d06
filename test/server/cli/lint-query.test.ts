import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../../../scripts/new-folder.ts';
import { auditscope } from './run-auditscope.ts';

const folder = newFolder();

const lint = (...args: readonly string[]) => auditscope(folder, ['lint', ...args]);

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const clean = file('clean.slsq', 'verb: delete | select count(*) as c\n');
const wrong = file('wrong.slsq', 'verb: delete |\nselect count(*) as c\nwhere verb = 200\n');
const unlimited = file('unlimited.slsq', '* | select verb\n');

test('a right query has no problems; the summary counts queries beside policies', () => {
  assert.deepEqual(lint(clean), { status: 0, stdout: '1 query: no problems\n', stderr: '' });
  const policy = file('policy.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n');
  assert.equal(lint(clean, policy, unlimited, '--fail-on', 'error').stdout.split('\n').at(-2), '1 policy, 2 queries: 1 information');
});

test('a wrong query is an error at its place, counted from 0 in JSON', () => {
  const { status, stdout } = lint(wrong, '--format', 'json');
  assert.equal(status, 1);
  const { message, ...found } = JSON.parse(stdout.trimEnd());
  assert.deepEqual(found, {
    file: 'wrong.slsq',
    range: { start: { line: 2, character: 6 }, end: { line: 2, character: 16 } },
    severity: 'error',
    code: 'type-mismatch',
  });
  assert.match(message, /varchar = bigint/);
});

test('what stops short of --fail-on is told and ends with 0', () => {
  const { status, stdout } = lint(unlimited);
  assert.equal(status, 0);
  assert.match(stdout, /^unlimited\.slsq:1:5: information: .* \[default-row-limit\]$/m);
});

test('levels of the settings file hold for queries, a comment silences, and an id that is none is refused', () => {
  file('levels.yaml', 'rules:\n  default-row-limit: error\n  verb-case: off\n');
  assert.equal(lint(unlimited, '--config', 'levels.yaml').status, 1);
  const silenced = file('silenced.slsq', '* |\n-- auditscope-ignore default-row-limit: a look at a few\nselect verb\n');
  assert.deepEqual(lint(silenced, '--config', 'levels.yaml').stdout, '1 query: no problems\n');
  file('typo.yaml', 'rules:\n  default-row-limits: error\n');
  assert.equal(lint(unlimited, '--config', 'typo.yaml').status, 2);
});

test('github and SARIF name rules and places of queries', () => {
  assert.match(
    lint(wrong, '--format', 'github').stdout,
    /^::error file=wrong\.slsq,line=3,endLine=3,col=7,endColumn=17,title=type-mismatch::/,
  );
  const { runs } = JSON.parse(lint(wrong, unlimited, '--format', 'sarif').stdout);
  const { rules } = runs[0].tool.driver;
  assert.deepEqual(
    runs[0].results.map((r: { ruleId: string; ruleIndex: number }) => [r.ruleId, rules[r.ruleIndex].id]),
    [
      ['type-mismatch', 'type-mismatch'],
      ['default-row-limit', 'default-row-limit'],
    ],
  );
  assert.match(rules[runs[0].results[0].ruleIndex].fullDescription.text, /^A query with this cannot run/);
});

test('a baseline silences what is there, not what comes', () => {
  lint(wrong, '--write-baseline', 'baseline.json');
  assert.equal(lint(wrong, '--baseline', 'baseline.json').status, 0);
  file('wrong.slsq', 'verb: delete |\n\nselect count(*) as c, lower(200) as l\nwhere verb = 200\n');
  const { status, stdout } = lint(wrong, '--baseline', 'baseline.json');
  assert.equal(status, 1);
  assert.match(stdout, /1 query: 1 error/);
});

test('safe fixes are written', () => {
  const name = file('fixable.slsq', '* | select count(distinct user.username) as c\n');
  lint(name, '--fix');
  assert.equal(readFileSync(join(folder, name), 'utf8'), '* | select count(distinct "user.username") as c\n');
});

test('any file is a query with --as query', () => {
  const name = file('query.txt', '* | selct verb');
  assert.match(lint(name, '--as', 'query').stdout, /\[query-syntax\]/);
});

test('the mark stands under its place behind wide characters', () => {
  const wide = file('wide.slsq', "* | select count(*) as c where verb = '删除' and verb = 200\n");
  const [, line, mark] = lint(wide).stdout.split('\n');
  assert.match(line!, /verb = 200$/);
  // each of the two characters takes two cells of a terminal
  assert.equal(mark!.indexOf('^'), line!.indexOf('verb = 200') + 2);
  assert.equal(mark!.trimEnd().length, line!.length + 2);
});
