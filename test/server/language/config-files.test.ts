import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createConfiguration } from '../../../server/language/configuration.ts';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    users: ["a"]\n';
let client: LspClient;
afterEach(() => client?.end());

async function codes(uri: string): Promise<readonly string[]> {
  const { items } = await client.request<{ items: readonly { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } });
  return items.map(i => i.code);
}

test('auditscope.yaml holds for its folder, the nearest one counts, and ignored files are left alone', async () => {
  client = startClient(OURS);
  await client.request('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  client.notify('initialized', {});
  const open = (uri: string, text: string) =>
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  for (const path of ['a.yaml', 'sub/b.yaml', 'vendor/c d.yaml']) open(`file:///w/${encodeURI(path)}`, POLICY);
  assert.ok((await codes('file:///w/a.yaml')).includes('no-catch-all'));
  client.notify('auditscope/configFiles', {
    files: [
      { uri: 'file:///w/auditscope.yaml', text: 'rules:\n  no-catch-all: off\nignore: ["vendor/c *"]\n' },
      { uri: 'file:///w/sub/auditscope.yaml', text: 'kubernetesVersion: "1.30"\n' },
    ],
  });
  assert.ok(!(await codes('file:///w/a.yaml')).includes('no-catch-all'));
  assert.ok((await codes('file:///w/sub/b.yaml')).includes('no-catch-all'));
  assert.deepEqual(await codes('file:///w/vendor/c%20d.yaml'), []);
  const state = await client.notified<{ uri: string; kubernetesVersion: string }>(
    'auditscope/documentState',
    s => s.uri === 'file:///w/sub/b.yaml' && s.kubernetesVersion === '1.30',
  );
  assert.ok(state);
  open('file:///w/auditscope.yaml', 'kubernetesVersion: "9.9"\nrule: {}\n');
  assert.deepEqual(await codes('file:///w/auditscope.yaml'), ['config', 'config']);
});

test('settings of the editor win over the file', () => {
  const configuration = createConfiguration();
  configuration.takeFiles([
    { uri: 'file:///w/auditscope.yaml', text: 'kubernetesVersion: "1.30"\nrules: {no-catch-all: off, wrong-group: hint}\n' },
  ]);
  assert.equal(configuration.of('file:///w/x.yaml').settings.kubernetes, 30);
  assert.equal(configuration.of('file:///v/x.yaml').settings.kubernetes, 37);
  configuration.takeSettings({ kubernetesVersion: '1.28', rules: { 'no-catch-all': 'warning' } });
  const { settings } = configuration.of('file:///w/x.yaml');
  assert.equal(settings.kubernetes, 28);
  assert.deepEqual(settings.levels, { 'no-catch-all': 'warning', 'wrong-group': 'hint' });
});
