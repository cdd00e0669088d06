import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { newFolder } from '../../../scripts/new-folder.ts';
import { AUDITSCOPE } from './run-auditscope.ts';

const root = new URL('../../../', import.meta.url);
const folder = newFolder();

/** A command `auditscope` on the path, as an installation has it. */
const bin = join(folder, 'bin');
mkdirSync(bin);
writeFileSync(join(bin, 'auditscope'), `#!/bin/sh\nexec "${process.execPath}" "${AUDITSCOPE}" "$@"\n`);
chmodSync(join(bin, 'auditscope'), 0o755);

function shell(script: string, env: Record<string, string> = {}, cwd = folder) {
  const path = [bin, dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: path },
  });
  return { status, stdout, stderr };
}

function write(name: string, content: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const policy = (rules: string) => HEAD + rules;
const GET = '  - level: Metadata\n    verbs: ["GET", "get", "get"]\n    resources:\n      - group: ""\n';

test('auditscope.yaml is found upwards: levels, version, ignored files; --config names another; mistakes end with 2', () => {
  write('a/auditscope.yaml', 'rules:\n  verb-case: off\n  duplicate-item: off\nignore: ["skip/**"]\n');
  write('a/deep/policy.yaml', policy(`${GET}  - level: None\n`));
  write('a/skip/policy.yaml', policy(`${GET}  - level: None\n`));
  assert.equal(shell('auditscope lint a/deep/policy.yaml').stdout, '1 policy: no problems\n');
  const skipped = shell('auditscope lint a/skip/policy.yaml');
  assert.deepEqual([skipped.status, skipped.stdout], [0, '']);
  assert.match(skipped.stderr, /^a\/skip\/policy\.yaml: ignored, as .*auditscope\.yaml says\n$/);
  write('other.yaml', 'rules: { verb-case: error, duplicate-item: off }\n');
  assert.equal(shell('auditscope lint --config other.yaml --fail-on error a/deep/policy.yaml').status, 1);
  write('wrong/auditscope.yaml', 'kubernetesVersion: 1.33\nrules:\n  verb-cas: off\n');
  write('wrong/policy.yaml', policy('  - level: None\n'));
  const wrong = shell('auditscope lint wrong/policy.yaml');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /auditscope\.yaml:3:3: rules: there is no lint rule "verb-cas"\. Did you mean "verb-case"\?/);
});

test('a baseline silences what was there, by content: edits elsewhere change nothing, new findings and gone ones are told', () => {
  write('base.yaml', policy(`${GET}  - level: None\n`));
  assert.equal(shell('auditscope lint base.yaml').status, 1);
  const written = shell('auditscope lint base.yaml --write-baseline known.json');
  assert.deepEqual([written.status, written.stderr], [0, 'known.json: 2 findings written; --baseline silences them\n']);
  const lint = () => shell('auditscope lint base.yaml --baseline known.json');
  assert.equal(lint().status, 0);
  assert.equal(lint().stdout, '1 policy: no problems\n');

  write('base.yaml', `# a comment\n${policy(`  - level: None\n    users: ["bot"]\n  # why\n${GET}  - level: None\n`)}`);
  assert.ok(!lint().stdout.includes('verb-case') && lint().stderr.includes('silences 2 findings'));
  write('base.yaml', policy(`${GET}  - level: Metadata\n    verbs: ["PUT"]\n  - level: None\n`));
  const fresh = lint();
  assert.equal(fresh.status, 1);
  assert.match(fresh.stdout, /"PUT"/);
  assert.doesNotMatch(fresh.stdout, /"GET"/);
  write('base.yaml', policy('  - level: Metadata\n'));
  assert.match(lint().stderr, /known\.json: 2 findings in it are gone/);
  write('broken.json', '{}');
  assert.equal(shell('auditscope lint base.yaml --baseline broken.json').status, 2);
});

test('github: one command a finding; no text of a policy begins another', () => {
  write('gh.yaml', policy('  - level: Metadata\n    verbs: ["GET", "100%\\n::error::x"]\n  - level: None\n'));
  const { stdout } = shell('auditscope lint gh.yaml --format github');
  const lines = stdout.trimEnd().split('\n');
  assert.ok(lines.length >= 2);
  for (const line of lines)
    assert.match(line, /^::(error|warning|notice) file=gh\.yaml,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z-]+::/);
  assert.ok(lines.some(l => l.startsWith('::warning file=gh.yaml,line=5,endLine=5,col=13,endColumn=18,title=verb-case::No request has')));
});

test('policies inside other YAML are found, their places and fixes those of the file', () => {
  const inner = policy(`${GET}  - level: None\n`).replace(/^/gm, '    ').trimEnd();
  write('map.yaml', `apiVersion: v1\nkind: ConfigMap\ndata:\n  policy.yaml: |\n${inner}\n`);
  const { stdout, status } = shell('auditscope lint map.yaml');
  assert.equal(status, 1);
  assert.match(stdout, /^map\.yaml:9:17: warning: No request has the verb "GET"/m);
  assert.equal(shell('auditscope lint map.yaml --fix').status, 0);
  assert.match(readFileSync(join(folder, 'map.yaml'), 'utf8'), /^ {8}verbs: \["get"\]$/m);
});

test('the pre-commit hooks run as pre-commit runs them: entry and file names', () => {
  const hooks = parse(readFileSync(new URL('.pre-commit-hooks.yaml', root), 'utf8')) as { id: string; entry: string; language: string }[];
  assert.deepEqual(
    hooks.map(h => [h.id, h.language]),
    [
      ['auditscope-lint', 'system'],
      ['auditscope-fix', 'system'],
    ],
  );
  write('hook/other.yaml', 'a: 1\n');
  write('hook/policy.yaml', policy(`${GET}  - level: None\n`));
  const [check, fix] = hooks.map(h => (files: string) => shell(`${h.entry} ${files}`).status);
  assert.equal(check!('hook/other.yaml'), 0);
  assert.equal(check!('hook/other.yaml hook/policy.yaml'), 1);
  assert.equal(fix!('hook/other.yaml hook/policy.yaml'), 0);
  assert.equal(check!('hook/policy.yaml'), 0);
});

test('the commands of the workflow run in a repository', () => {
  const workflow = parse(readFileSync(new URL('docs/ci/github-workflow.yaml', root), 'utf8'));
  const steps = workflow.jobs.policy.steps as { name?: string; run?: string; env?: Record<string, string> }[];
  const repo = join(folder, 'repo');
  write('repo/audit-policy.yaml', policy('  - level: Metadata\n'));
  write('repo/values.yaml', 'a: 1\n');
  const git = 'git -c user.name=test -c user.email=test@example.com -c commit.gpgsign=false';
  assert.equal(shell(`${git} init -q . && git add . && ${git} commit -q -m before`, {}, repo).status, 0);
  write('repo/audit-policy.yaml', policy('  - level: None\n    verbs: ["get"]\n  - level: Metadata\n'));
  const env = { BASE: 'HEAD', POLICY: 'audit-policy.yaml', SUMMARY: join(repo, 'summary.md') };
  const run = steps.filter(s => s.run?.includes('auditscope ') && s.name !== 'Install');
  assert.equal(run.length, 3);
  for (const { name, run: script } of run) {
    const { status, stderr } = shell(script!, env, repo);
    assert.equal(status, 0, `${name}: ${stderr}`);
  }
  assert.equal(JSON.parse(readFileSync(join(repo, 'auditscope.sarif'), 'utf8')).version, '2.1.0');
  assert.match(readFileSync(join(repo, 'summary.md'), 'utf8'), /no longer recorded/i);
});
