import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import schema from '../../../schemas/audit-policy.schema.json' with { type: 'json' };
import { LEVELS, STAGES } from '../../../server/kubernetes/audit.ts';
import { fieldsOf, fieldText } from '../../../server/policy/explain/field-text.ts';
import { POLICY_RULE_TYPE, POLICY_TYPE } from '../../../server/policy/field-types.ts';
import { plainValue } from '../../../server/yaml/node.ts';
import { parseYaml } from '../../../server/yaml/parse-yaml.ts';
import { vectors } from '../kubernetes/vectors.ts';

interface Loading {
  readonly text: string;
  readonly accepted: boolean;
  readonly error: string | null;
  readonly warning: string | null;
}

const valid = new Ajv({ keywords: ['markdownEnumDescriptions'], allowUnionTypes: true }).compile(schema);

/** The texts that can be read as YAML at all, as the plain values the server decodes: a schema sees nothing else. */
const read = vectors<Loading>('conformance/policy-loading.jsonl.gz').flatMap(c => {
  const tree = parseYaml(c.text);
  const readable = tree.root !== undefined && tree.problems.every(p => p.code === 'duplicate-key');
  return readable ? [{ ...c, value: plainValue(tree.root!), duplicates: tree.problems.length > 0 }] : [];
});

test('what the server loads without dropping anything fits the schema', () => {
  const clean = read.filter(c => c.accepted && c.warning === null);
  const wrong = clean.filter(c => !valid(c.value));
  assert.deepEqual(
    wrong.map(c => c.text),
    [],
  );
  assert.ok(clean.length >= 160, String(clean.length));
});

test('what the server refuses for its content does not fit', () => {
  const refused = read.filter(c => !c.accepted);
  const wrong = refused.filter(c => valid(c.value));
  assert.deepEqual(
    wrong.map(c => `${c.error}\n${c.text}`),
    [],
  );
  assert.ok(refused.length >= 350, String(refused.length));
});

test('of what the server drops, unknown fields do not fit; repeated keys are gone before a schema sees them', () => {
  const dropped = read.filter(c => c.accepted && c.warning !== null);
  for (const c of dropped) assert.equal(valid(c.value), !c.warning!.includes('unknown field'), c.warning!);
  assert.ok(dropped.some(c => c.warning!.includes('unknown field')) && dropped.some(c => c.duplicates));
});

test('the sample policies and the examples of the schema fit', () => {
  for (const name of ['guide-sample-policy', 'kubernetes-sample-policy']) {
    const tree = parseYaml(readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8'));
    assert.ok(valid(plainValue(tree.root!)), JSON.stringify(valid.errors));
  }
  for (const example of schema.examples) assert.ok(valid(example), JSON.stringify(valid.errors));
});

test('the schema has every field the loader decodes, each with a text, and the levels and stages of the server', () => {
  const fields = (type: typeof POLICY_TYPE) => (type.kind === 'struct' ? Object.keys(type.fields).toSorted() : []);
  const entry = POLICY_RULE_TYPE.kind === 'struct' && POLICY_RULE_TYPE.fields.resources;
  assert.deepEqual(fieldsOf('policy').toSorted(), fields(POLICY_TYPE));
  assert.deepEqual(fieldsOf('rule').toSorted(), fields(POLICY_RULE_TYPE));
  assert.deepEqual(fieldsOf('entry').toSorted(), entry && entry.kind === 'list' ? fields(entry.of) : []);
  for (const owner of ['policy', 'rule', 'entry'] as const) for (const field of fieldsOf(owner)) assert.ok(fieldText(owner, field), field);
  assert.deepEqual(schema.definitions.level.enum, LEVELS);
  assert.deepEqual(schema.definitions.stage.enum, STAGES);
  assert.deepEqual(
    [schema.definitions.level.markdownEnumDescriptions.length, schema.definitions.stage.markdownEnumDescriptions.length],
    [4, 4],
  );
});
