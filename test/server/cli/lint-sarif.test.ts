import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import ajvDraft04 from 'ajv-draft-04';
import { newFolder } from '../../../scripts/new-folder.ts';
import { LINT_RULES } from '../../../server/policy/rules/policy-rules.ts';
import { QUERY_RULES } from '../../../server/query/check/query-rules.ts';
import { auditscope } from './run-auditscope.ts';

const folder = newFolder();

/** The published schema, and the formats it names. */
const ajv = new ajvDraft04.default({ allErrors: true, strict: false });
ajv.addFormat('uri', text => URL.canParse(text));
ajv.addFormat('uri-reference', text => /^([\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/.test(text) && URL.canParse(text, 'file:///'));
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const schema = gunzipSync(readFileSync(new URL('fixtures/sarif-schema-2.1.0.json.gz', import.meta.url))).toString('utf8');
const valid = ajv.compile(JSON.parse(schema));

interface Driver {
  readonly rules: {
    readonly id: string;
    readonly fullDescription: { readonly text: string };
    readonly help: { readonly text: string; readonly markdown?: string };
    readonly helpUri?: string;
    readonly defaultConfiguration: { readonly level: string };
  }[];
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: Region;
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: { readonly artifactChanges: { readonly replacements: { readonly insertedContent: { readonly text: string } }[] }[] }[];
}

/** A run of the command whose log fits the schema and has what code scanning asks of it. */
function sarif(...args: string[]): { readonly status: number | null; readonly driver: Driver; readonly results: Result[] } {
  const { status, stdout } = auditscope(folder, ['lint', '--format', 'sarif', ...args]);
  const log: { readonly runs: readonly [{ readonly tool: { readonly driver: Driver }; readonly results: Result[] }] } = JSON.parse(stdout);
  assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 5), undefined, 1));
  const [{ tool, results }] = log.runs;
  const { driver } = tool;
  assert.equal(new Set(driver.rules.map(r => r.id)).size, driver.rules.length);
  for (const rule of driver.rules) {
    assert.ok(rule.fullDescription.text && rule.help.text, rule.id);
    assert.ok(['error', 'warning', 'note'].includes(rule.defaultConfiguration.level), rule.id);
  }
  for (const result of results) {
    assert.equal(driver.rules[result.ruleIndex]!.id, result.ruleId);
    assert.ok(['error', 'warning', 'note'].includes(result.level));
    assert.match(result.partialFingerprints['auditscope/v1']!, /^[0-9a-f]{20}$/);
    const { startLine, startColumn, endLine, endColumn } = result.locations[0]!.physicalLocation.region;
    assert.ok(startLine < endLine || (startLine === endLine && startColumn <= endColumn));
  }
  return { status, driver, results };
}

function file(name: string, content: string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
  return name;
}

const policy = (rules: string) => `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules}`;
const GET = '  - level: Metadata\n    verbs: ["GET", "get", "get"]\n    resources:\n      - group: ""\n';
const codes = (results: readonly Result[]) => results.map(r => r.ruleId).sort();

test('the schema refuses what is no SARIF', () => {
  assert.ok(!valid({ version: '2.1.0', runs: [{ tool: { driver: {} } }] }));
  assert.ok(!valid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', helpUri: 'a b' } }, results: [{ message: {} }] }] }));
});

test('findings of a policy and of queries: rules, pages, levels, places and safe fixes', () => {
  const { status, driver, results } = sarif(
    file('sarif dir/p.yaml', policy(`${GET}  - level: None\n    verb: x\n`)),
    file('broken.yaml', policy('  - level: metadata\n    nonResourceURLs: ["healthz"]\n')),
    file('wrong.slsq', '* | select vreb, count(*) from log where verb = 200 group by vreb\n'),
    file('unlimited.slsq', "* | select verb, 'a' as verb\n"),
    file('no-tree.slsq', '* | selec verb\n'),
  );
  assert.equal(status, 1);
  assert.ok([...LINT_RULES, ...QUERY_RULES].every(r => driver.rules.some(d => d.id === r.id)));
  const inDir = results.filter(r => r.locations[0]!.physicalLocation.artifactLocation.uri === 'sarif%20dir/p.yaml');
  assert.deepEqual(codes(inDir), ['duplicate-item', 'unknown-field', 'verb-case']);
  assert.ok(results.some(r => r.ruleId.startsWith('refused')) && results.some(r => QUERY_RULES.some(q => q.id === r.ruleId)));
  for (const result of results) assert.equal(result.locations[0]!.physicalLocation.artifactLocation.uriBaseId, '%SRCROOT%');
  const twice = results.find(r => r.ruleId === 'duplicate-item')!;
  assert.equal(twice.level, 'note');
  assert.deepEqual(twice.fixes![0]!.artifactChanges[0]!.replacements[0]!.insertedContent, { text: '' });
  const helped = driver.rules.filter(r => r.help.markdown !== undefined);
  assert.ok(helped.every(r => r.help.markdown!.startsWith('# ') && results.some(x => x.ruleId === r.id)));
  assert.ok(helped.some(r => r.id === 'verb-case') && driver.rules.every(r => r.helpUri === undefined));
});

test('nothing found, and everything silenced by a baseline or by comments', () => {
  const clean = sarif(file('clean.yaml', policy('  - level: Metadata\n')), file('clean.slsq', 'verb: delete | select count(*) as c\n'));
  assert.deepEqual([clean.status, clean.results], [0, []]);
  const known = file('known.yaml', policy(`${GET}  - level: None\n`));
  auditscope(folder, ['lint', known, '--write-baseline', 'known.json']);
  assert.deepEqual(codes(sarif(known).results), ['duplicate-item', 'verb-case']);
  assert.deepEqual(sarif(known, '--baseline', 'known.json').results, []);
  const silent = GET.replace(/\n/, '\n    # auditscope-ignore verb-case, duplicate-item: as the others have it\n');
  assert.deepEqual(sarif(file('silent.yaml', policy(`${silent}  - level: None\n`))).results, []);
  const partly = file('known.yaml', policy(`${GET}  - level: Metadata\n    verbs: ["PUT"]\n  - level: None\n`));
  assert.deepEqual(codes(sarif(partly, '--baseline', 'known.json').results), ['verb-case']);
});

test('a file is named by its path below the folder the command runs in, however it is written; one elsewhere by its own', () => {
  file('deep/p.yaml', policy(`${GET}  - level: None\n`));
  const named = (written: string) => sarif(written).results[0]!.locations[0]!.physicalLocation.artifactLocation;
  const below = { uri: 'deep/p.yaml', uriBaseId: '%SRCROOT%' };
  assert.deepEqual(named('./deep/../deep/p.yaml'), below);
  assert.deepEqual(named(join(folder, 'deep/p.yaml')), below);
  const real = fileURLToPath(new URL('../policy/fixtures/real-policies/', import.meta.url));
  const elsewhere = join(real, readdirSync(real).find(name => name.endsWith('.yaml'))!);
  assert.match(named(elsewhere).uri, /^file:\/\/\/.*\/real-policies\/[^/]*\.yaml$/);
  assert.equal(named(elsewhere).uriBaseId, undefined);
});

test('the real policies give a log that fits', () => {
  const real = fileURLToPath(new URL('../policy/fixtures/real-policies/', import.meta.url));
  const files = readdirSync(real).filter(name => name.endsWith('.yaml'));
  assert.ok(sarif(...files.map(name => join(real, name))).results.length > files.length);
});
