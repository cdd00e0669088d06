import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly { readonly code: string; readonly range: { readonly start: { readonly line: number } } }[];
}

const RULES = 1000;
const rule = (i: number) => `  - level: Metadata\n    users: ["user-${i}"]\n    verbs: ["get", "list"]\n`;
/** The last rule but one can never decide: another one takes all of it. */
const LARGE = `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${Array.from({ length: RULES }, (_, i) => rule(i)).join('')}  - level: None\n    users: ["user-7"]\n    verbs: ["list"]\n  - level: Metadata\n`;
const uri = 'file:///large.yaml';

let client: LspClient;
afterEach(() => client.end());

async function started(capabilities: unknown): Promise<void> {
  client = startClient(OURS);
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions: {} });
  client.notify('initialized', {});
}

const open = (text: string) => client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });

test('of a large policy the cheap checks are published at once, the analysis after them, and an edit begins it anew', async () => {
  await started({ textDocument: { publishDiagnostics: {} } });
  const seen: Published[] = [];
  const unreachable = (p: Published) => p.diagnostics.some(d => d.code === 'unreachable-rule');
  const first = client.next<Published>('textDocument/publishDiagnostics', p => seen.push(p) > 0);
  const analysed = client.next<Published>('textDocument/publishDiagnostics', p => unreachable(p));
  open(LARGE);
  assert.equal(unreachable(await first), false);
  assert.equal((await analysed).version, 1);
  // while the analysis of this version runs, others follow; only the last one's ends
  const ended: number[] = [];
  const last = client.next<Published>('textDocument/publishDiagnostics', p => {
    if (unreachable(p)) ended.push(p.version);
    return unreachable(p) && p.version === 5;
  });
  for (let version = 2; version <= 5; version++) {
    const change = { range: { start: { line: 4, character: 13 }, end: { line: 4, character: 13 } }, text: 'x' };
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    const position = { line: 3, character: 18 };
    assert.ok((await client.request<readonly unknown[]>('textDocument/completion', { textDocument: { uri }, position })).length > 0);
  }
  assert.equal((await last).diagnostics.find(d => d.code === 'unreachable-rule')!.range.start.line, 3 + RULES * 3);
  assert.deepEqual(ended, [5]);
});

test('a client that pulls is asked to pull again when the analysis has ended', async () => {
  await started({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } });
  const asked = new Promise<void>(resolve => {
    client.answers['workspace/diagnostic/refresh'] = () => resolve();
  });
  open(LARGE);
  const pull = () =>
    client
      .request<{ items: readonly { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } })
      .then(a => a.items.map(i => i.code));
  assert.ok(!(await pull()).includes('unreachable-rule'));
  await asked;
  assert.ok((await pull()).includes('unreachable-rule'));
});

test('a client that cannot be asked finds what the analysis says when it pulls again', async () => {
  await started({ textDocument: { diagnostic: {} } });
  open('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    users: ["a"]\n  - level: None\n    users: ["a"]\n');
  let codes: readonly string[] = [];
  while (!codes.includes('unreachable-rule')) {
    const { items } = await client.request<{ items: readonly { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } });
    codes = items.map(i => i.code);
  }
});
