import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { isIgnored } from '../../../server/config/is-ignored.ts';
import { readConfig } from '../../../server/config/read-config.ts';
import { RULE_LEVELS } from '../../../server/lint/rule-levels.ts';

const IDS = ['no-catch-all', 'secret-bodies'];
const read = (text: string) => readConfig(text, IDS);
/** Problems as `marked text: message`. */
const told = (text: string) => read(text).problems.map(p => `${text.slice(p.range.start, p.range.end)}: ${p.message}`);

const WHOLE = `kubernetesVersion: 1.30 # not the number 1.3
timeZone: Asia/Shanghai
rules:
  no-catch-all: off
  secret-bodies: error
ignore: ["vendor/**", "*.tmpl.yaml"]
`;

test('a whole file is read as written', () => {
  assert.deepEqual(read(WHOLE), {
    kubernetesVersion: '1.30',
    timeZone: 'Asia/Shanghai',
    rules: { 'no-catch-all': 'off', 'secret-bodies': 'error' },
    ignore: ['vendor/**', '*.tmpl.yaml'],
    problems: [],
  });
  assert.deepEqual(read(''), { kubernetesVersion: undefined, timeZone: undefined, rules: {}, ignore: [], problems: [] });
});

test('what is wrong is told at its place and left out, the rest holds', () => {
  assert.deepEqual(told('rule: {}\n'), ['rule: There is no key "rule". Did you mean "rules"?']);
  assert.deepEqual(told('rules:\n  no-catchall: off\n  secret-bodies: loud\n'), [
    'no-catchall: rules: there is no lint rule "no-catchall". Did you mean "no-catch-all"?',
    'loud: rules: "loud" is no level for the rule secret-bodies; levels are off, hint, information, warning, error.',
  ]);
  assert.deepEqual(told('timeZone: Mars/Base\n'), [
    'Mars/Base: timeZone: "Mars/Base" is no time zone; write one such as UTC or Asia/Shanghai.',
  ]);
  assert.match(told("timeZone: '+08:00'\n")[0]!, /is no time zone/);
  assert.match(told('kubernetesVersion: two\n')[0]!, /^two: kubernetesVersion: /);
  assert.equal(told('ignore: vendor\n')[0], 'vendor: ignore: write a list of globs, such as ["vendor/**"].');
  assert.equal(told('- a\n').length, 1);
  assert.ok(told('rules: [\n').length > 0);
  assert.deepEqual(read('timeZone: UTC\nrules: 3\n').timeZone, 'UTC');
});

test('the schema takes what is read without a problem, and its levels are the levels', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../schemas/auditscope-config.schema.json', import.meta.url), 'utf8'));
  const valid = new Ajv({ allowUnionTypes: true }).compile(schema);
  assert.ok(valid(parse(WHOLE)));
  assert.ok(!valid({ rule: {} }));
  assert.ok(!valid({ rules: { 'no-catch-all': 'loud' } }));
  assert.deepEqual(schema.properties.rules.additionalProperties.enum, RULE_LEVELS);
});

test('globs', () => {
  const ignored = (glob: string, path: string) => isIgnored([glob], path);
  assert.ok(ignored('vendor/**', 'vendor/a/b.yaml') && ignored('vendor', 'vendor/a/b.yaml') && ignored('vendor/', 'vendor/a.yaml'));
  assert.ok(ignored('**/test/*.yaml', 'test/a.yaml') && ignored('**/test/*.yaml', 'x/y/test/a.yaml'));
  assert.ok(!ignored('*.yaml', 'a/b.yaml') && ignored('*.yaml', 'b.yaml') && ignored('a?.yaml', 'ab.yaml'));
  assert.ok(!ignored('vendor', 'vendors/a.yaml') && !ignored('a.yaml', 'axyaml') && ignored('./a.yaml', 'a.yaml'));
});
