import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Lens {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly command?: { readonly title: string; readonly command: string; readonly arguments?: readonly unknown[] };
}
interface Hint {
  readonly position: { readonly line: number; readonly character: number };
  readonly label: string;
}

const POLICY =
  'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    verbs: [get]\n  # GET /version\n  - level: None\n    verbs: [get]\n    users: [bob]\n  - level: None\n';
const indented = POLICY.replace(/^/gm, '    ').trimEnd();
const CARRIER = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: audit}\ndata:\n  audit.yaml: |\n${indented}\n`;
const TEMPLATE = CARRIER.replace('[bob]', '["{{ .Values.user }}"]');

let client: LspClient;
const open = (uri: string, text: string) =>
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });

before(async () => {
  client = startClient(OURS);
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: { inlayHints: true },
  });
  client.notify('initialized', {});
  open('file:///policy.yaml', POLICY);
  open('file:///carrier.yaml', CARRIER);
  open('file:///template.yaml', TEMPLATE);
});
after(() => client.end());

/** What stands above each line, from 0. */
async function lenses(uri: string): Promise<readonly string[]> {
  const found = await client.request<readonly Lens[]>('textDocument/codeLens', { textDocument: { uri } });
  const resolved = await Promise.all(found.map(l => (l.command ? l : client.request<Lens>('codeLens/resolve', l))));
  return resolved.map(l => `${l.range.start.line} ${l.command?.title}`);
}

test('every rule has its effect and a way to simulate it above, every request in a comment its level', async () => {
  assert.deepEqual(await lenses('file:///policy.yaml'), [
    '3 Rule 1 records Metadata: get requests for any resource or path, by anyone',
    '3 Simulate',
    '6 Rule 2 never decides a request: rule 1 takes everything',
    '6 Simulate',
    '9 Rule 3 records nothing: any request that no earlier rule decides',
    '9 Simulate',
    '5 M Metadata, rule 1: get /version, by alice',
  ]);
});

test('lenses of a policy in another file stand there, and lead to that policy', async () => {
  const uri = 'file:///carrier.yaml';
  assert.ok((await lenses(uri)).includes('11 Rule 2 never decides a request: rule 1 takes everything'));
  const [, simulate] = await client.request<readonly Lens[]>('textDocument/codeLens', { textDocument: { uri } });
  const { command } = await client.request<Lens>('codeLens/resolve', simulate);
  const input = command?.arguments?.[0] as { readonly policy: string; readonly request: string };
  assert.equal(input.policy, `${uri}#data.audit.yaml`);
  assert.match(input.request, /^GET \//);
});

test('where a template hides parts of a policy, nothing is said of what its rules decide', async () => {
  const told = await lenses('file:///template.yaml');
  assert.ok(
    told.some(l => l.includes('Rule 2 records nothing: get requests for any resource or path, by {{ .Values.user }}')),
    told.join('\n'),
  );
  assert.ok(!told.some(l => /never|takes/.test(l)), told.join('\n'));
});

test('hints end the first lines of the rules in view', async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } };
  const hints = await client.request<readonly Hint[]>('textDocument/inlayHint', { textDocument: { uri: 'file:///policy.yaml' }, range });
  assert.deepEqual(
    hints.map(h => `${h.position.line}:${h.position.character} ${h.label}`),
    ['3:19 → get requests for any resource or path, by anyone', '6:15 → never'],
  );
});

test('a rule is explained at any place in it, and nothing elsewhere', async () => {
  const explain = (uri: string, line: number) =>
    client.request<{ title: string; text: string } | null>('auditscope/explainRule', { uri, position: { line, character: 12 } });
  const found = await explain('file:///carrier.yaml', 13);
  assert.equal(found?.title, 'Rule 2 of 3');
  assert.match(found?.text ?? '', /\nLeft by earlier rules: nothing, because rule 1 takes everything\n/);
  assert.equal(await explain('file:///carrier.yaml', 1), null);
});

test('without the settings there are none', async () => {
  client.notify('workspace/didChangeConfiguration', { settings: { auditscope: { codeLens: false, inlayHints: false } } });
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const textDocument = { uri: 'file:///policy.yaml' };
  assert.deepEqual(await client.request('textDocument/codeLens', { textDocument }), []);
  assert.deepEqual(await client.request('textDocument/inlayHint', { textDocument, range }), []);
});
