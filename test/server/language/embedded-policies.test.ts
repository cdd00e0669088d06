import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}
interface Range {
  readonly start: Position;
  readonly end: Position;
}
interface Edit {
  readonly range: Range;
  readonly newText: string;
}
interface Diagnostic {
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly range: Range;
}

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
data:
  audit.yaml: |
    apiVersion: audit.k8s.io/v1
    kind: Policy
    rules:
      - level: Metadata
        verb: [get]
      - level: None
  other.yaml: |
    apiVersion: audit.k8s.io/v1
    rules:
      - level: Request
        users: [jane]
      - level: Metadata
`;
const uri = 'file:///configmap.yaml';
const textDocument = { uri };
const at = (line: number, character: number): Position => ({ line, character });

let client: LspClient;
before(async () => {
  client = startClient(OURS);
  const capabilities = { textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } } };
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions: {} });
  client.notify('initialized', {});
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: CONFIG_MAP } });
});
after(() => client.end());

const pull = async () => (await client.request<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument })).items;

test('diagnostics of embedded policies have the places of the file, and lint rules a page', async () => {
  const found = await pull();
  const places = found.map(d => `${d.code} ${d.range.start.line}:${d.range.start.character}`);
  assert.ok(places.includes('unknown-field 8:8') && places.includes('catch-all-not-last 7:8'), places.join());
  const page = found.find(d => d.code === 'catch-all-not-last')!.codeDescription!.href;
  assert.match(page, /^file:.*\/rules\/catch-all-not-last\.md$/);
});

test('the client is told which policies a file holds', async () => {
  const state = await client.notified<{ policies: readonly string[]; rules: number; kind: string }>('auditscope/documentState');
  assert.deepEqual([state.kind, state.policies, state.rules], ['policy', ['data.audit.yaml', 'data.other.yaml'], 4]);
});

test('hover, outline, folding, references and lenses work inside', async () => {
  const hover = await client.request<{ contents: { value: string }; range: Range }>('textDocument/hover', {
    textDocument,
    position: at(13, 10),
  });
  assert.match(hover.contents.value, /^\*\*Rule 1 of 2 records Request/);
  assert.deepEqual(hover.range.start, at(13, 8));
  assert.equal(await client.request('textDocument/hover', { textDocument, position: at(1, 2) }), null);
  const symbols = await client.request<readonly { name: string; children: readonly { range: Range }[] }[]>('textDocument/documentSymbol', {
    textDocument,
  });
  assert.deepEqual(
    symbols.map(s => [s.name, s.children.map(c => c.range.start.line)]),
    [
      ['data.audit.yaml', [7, 9]],
      ['data.other.yaml', [13, 15]],
    ],
  );
  const folds = await client.request<readonly { startLine: number; endLine: number }[]>('textDocument/foldingRange', { textDocument });
  assert.ok(folds.some(f => f.startLine === 13 && f.endLine === 14));
  const references = await client.request<readonly { range: Range }[]>('textDocument/references', {
    textDocument,
    position: at(14, 17),
    context: { includeDeclaration: true },
  });
  assert.deepEqual(
    references.map(r => r.range.start),
    [at(14, 16)],
  );
  const lenses = await client.request<readonly { range: Range }[]>('textDocument/codeLens', { textDocument });
  assert.deepEqual([...new Set(lenses.map(l => l.range.start.line))], [7, 9, 13, 15]);
});

test('completion replaces what stands in the file', async () => {
  const items = await client.request<readonly { label: string; textEdit: Edit }[]>('textDocument/completion', {
    textDocument,
    position: at(13, 18),
  });
  const metadata = items.find(i => i.label === 'Metadata')!;
  assert.deepEqual(metadata.textEdit.range.start, at(13, 15));
});

test('a fix is written with the indentation of the file', async () => {
  const actions = await client.request<readonly { title: string; edit: { changes: Record<string, readonly Edit[]> } }[]>(
    'textDocument/codeAction',
    { textDocument, range: { start: at(8, 9), end: at(8, 9) }, context: { diagnostics: [] } },
  );
  const fix = actions.find(a => a.title === 'Change to "verbs"')!;
  assert.deepEqual(fix.edit.changes[uri], [{ range: { start: at(8, 8), end: at(8, 12) }, newText: 'verbs' }]);
  const silence = actions.find(a => a.title.startsWith('Silence unknown-field'))?.edit.changes[uri]?.[0];
  if (silence) assert.match(silence.newText, /^ {8}#/);
});

test('one of several policies is simulated by its name', async () => {
  const params = { uri, request: 'GET /api/v1/namespaces/a/pods', user: 'jane', groups: [], files: {} };
  const answer = await client.request<{ simulations: readonly { level: string; rulePlace: Position }[] }>('auditscope/simulate', {
    ...params,
    policy: 'data.other.yaml',
  });
  assert.deepEqual([answer.simulations[0]!.level, answer.simulations[0]!.rulePlace], ['Request', at(13, 8)]);
});

test('edits in one policy, and in the file around, move the places of both', async () => {
  const change = (version: number, range: Range, text: string) =>
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
  change(2, { start: at(2, 0), end: at(2, 0) }, 'metadata:\n  name: audit\n');
  change(3, { start: at(15, 15), end: at(15, 22) }, 'Requests');
  const found = await pull();
  assert.ok(found.some(d => d.code === 'refused-level' && d.range.start.line === 15 && d.range.start.character === 15));
  assert.ok(found.some(d => d.code === 'unknown-field' && d.range.start.line === 10));
});
