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
interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly range: Range;
}
interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}
interface Edit {
  readonly range: Range;
  readonly newText: string;
}
interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit: { readonly changes: Record<string, readonly Edit[]> };
}

const POLICY =
  'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    verbs: [get]\n    resources:\n      - group: ""\n        resources: [pods]\n  - level: None\n';
const place = (line: number, character: number): Position => ({ line, character });

async function started(capabilities: unknown, options: unknown = {}): Promise<LspClient> {
  const client = startClient(OURS);
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions: options });
  client.notify('initialized', {});
  return client;
}

const open = (client: LspClient, uri: string, text: string, languageId = 'yaml') =>
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });

const change = (client: LspClient, uri: string, version: number, range: Range, text: string) =>
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });

const pull = async (client: LspClient, uri: string) =>
  (await client.request<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items;

/** A client that pulls diagnostics and knows snippets, as VS Code does, with one policy open. */
let client: LspClient;
const uri = 'file:///policy.yaml';

before(async () => {
  client = await started({ textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } } });
  open(client, uri, POLICY);
});
after(() => client.end());

test('diagnostics are pulled, follow edits of ranges, and name the place', async () => {
  assert.deepEqual(await pull(client, uri), []);
  change(client, uri, 2, { start: place(3, 11), end: place(3, 19) }, 'Metadatum');
  const [found] = await pull(client, uri);
  assert.equal(found!.code, 'refused-level');
  assert.deepEqual(found!.range, { start: place(3, 11), end: place(3, 20) });
  change(client, uri, 3, { start: place(3, 11), end: place(3, 20) }, 'Metadata');
  assert.deepEqual(await pull(client, uri), []);
});

test('the client is told what a document is', async () => {
  const state = await client.notified<{ uri: string; kind: string; rules: number; kubernetesVersion: string }>(
    'auditscope/documentState',
    s => s.uri === uri,
  );
  assert.deepEqual([state.kind, state.rules, state.kubernetesVersion], ['policy', 2, '1.37']);
});

test('hover, completion and outline answer with places of the document', async () => {
  const hover = await client.request<{ contents: { kind: string; value: string }; range: Range }>('textDocument/hover', {
    textDocument: { uri },
    position: place(3, 5),
  });
  assert.match(hover.contents.value, /^\*\*Rule 1 of 2 records Metadata\*\* for get requests for pods, by anyone/);
  assert.deepEqual(hover.range, { start: place(3, 4), end: place(3, 19) });
  const items = await client.request<readonly { label: string; textEdit: Edit; insertTextFormat: number }[]>('textDocument/completion', {
    textDocument: { uri },
    position: place(4, 15),
  });
  assert.ok(items.some(i => i.label === 'get' && i.textEdit.newText === 'get' && i.textEdit.range.start.character === 12));
  const symbols = await client.request<readonly { name: string; range: Range }[]>('textDocument/documentSymbol', { textDocument: { uri } });
  assert.deepEqual(
    symbols.map(s => s.name),
    ['Metadata: get requests for pods, by anyone', 'None: any request that no earlier rule decides'],
  );
  assert.equal(await client.request('textDocument/hover', { textDocument: { uri: 'file:///other.yaml' }, position: place(0, 0) }), null);
});

test('quick fixes edit the place; the only one is preferred; fix-all takes the safe ones', async () => {
  const other = 'file:///fix.yaml';
  open(client, other, POLICY.replace('verbs', 'verb').replace('audit.k8s.io/v1', 'audit.k8s.io/v1beta1'));
  const at = { start: place(4, 5), end: place(4, 5) };
  const fixes = await client.request<readonly Action[]>('textDocument/codeAction', {
    textDocument: { uri: other },
    range: at,
    context: { diagnostics: [] },
  });
  assert.deepEqual(
    fixes.map(f => [f.title, f.kind, f.isPreferred, f.edit.changes[other]![0]!.newText]),
    [['Change to "verbs"', 'quickfix', true, 'verbs']],
  );
  const all = await client.request<readonly Action[]>('textDocument/codeAction', {
    textDocument: { uri: other },
    range: at,
    context: { diagnostics: [], only: ['source.fixAll.auditscope'] },
  });
  assert.deepEqual(
    all.map(f => [f.kind, f.edit.changes[other]!.map(e => e.newText)]),
    [['source.fixAll.auditscope', ['audit.k8s.io/v1']]],
  );
  const refactors = await client.request<readonly Action[]>('textDocument/codeAction', {
    textDocument: { uri: other },
    range: at,
    context: { diagnostics: [], only: ['refactor'] },
  });
  assert.deepEqual(refactors, []);
});

test('a request is simulated, and an unreadable one says why', async () => {
  const params = { uri, request: 'GET /api/v1/namespaces/default/pods/web', user: 'alice', groups: [], files: {} };
  const answer = await client.request<{ kind: string; simulations: readonly { level: string; rule: number }[] }>(
    'auditscope/simulate',
    params,
  );
  assert.equal(answer.kind, 'simulated');
  assert.deepEqual([answer.simulations[0]!.level, answer.simulations[0]!.rule], ['Metadata', 0]);
  assert.equal((await client.request<{ kind: string }>('auditscope/simulate', { ...params, request: 'what' })).kind, 'unreadable');
  assert.equal((await client.request<{ kind: string }>('auditscope/simulate', { ...params, uri: 'file:///none' })).kind, 'no-policy');
});

test('wrong parameters and unknown methods are answered with errors, and the server goes on', async () => {
  for (const [method, params] of [
    ['auditscope/simulate', null],
    ['auditscope/simulate', { uri }],
    ['auditscope/simulate', { uri, request: 5, user: {}, groups: 'x', files: 3 }],
    ['textDocument/hover', { textDocument: null }],
    ['textDocument/completion', []],
    ['textDocument/codeAction', { textDocument: { uri }, range: null, context: null }],
    ['no/such/method', {}],
  ] as const) {
    const answer = await client.ask(method, params);
    assert.ok('error' in answer, `${method} ${JSON.stringify(params)}: ${JSON.stringify(answer)}`);
  }
  assert.deepEqual(await pull(client, uri), []);
});

test('places outside the text are no trouble', async () => {
  for (const position of [place(999, 0), place(0, 9999)]) {
    assert.ok('result' in (await client.ask('textDocument/hover', { textDocument: { uri }, position })));
    assert.ok('result' in (await client.ask('textDocument/completion', { textDocument: { uri }, position })));
  }
});

test('a cancelled request is answered, and so is what comes after it', async () => {
  const { id, answer } = client.start('textDocument/documentSymbol', { textDocument: { uri } });
  client.notify('$/cancelRequest', { id });
  await answer;
  assert.deepEqual(await pull(client, uri), []);
});

test('other YAML and JSON files are left alone; JSON policies are not', async () => {
  open(client, 'file:///deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: x: y}\n');
  assert.deepEqual(await pull(client, 'file:///deployment.yaml'), []);
  open(client, 'file:///event.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Event\nlevel: nope\n');
  assert.deepEqual(await pull(client, 'file:///event.yaml'), []);
  open(client, 'file:///policy.json', '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "none"}]}', 'json');
  assert.deepEqual(
    (await pull(client, 'file:///policy.json')).map(d => d.code),
    ['refused-level'],
  );
});

test('a client that cannot pull gets diagnostics after opening, after edits and none after closing', async () => {
  const push = await started({ textDocument: { publishDiagnostics: {} } });
  try {
    const broken = POLICY.replace('Metadata', 'Metadatum');
    open(push, uri, broken);
    const first = await push.notified<Published>('textDocument/publishDiagnostics', p => p.version === 1);
    assert.deepEqual(
      first.diagnostics.map(d => d.code),
      ['refused-level'],
    );
    change(push, uri, 2, { start: place(3, 11), end: place(3, 20) }, 'Metadata');
    const second = await push.notified<Published>('textDocument/publishDiagnostics', p => p.version === 2);
    assert.deepEqual(second.diagnostics, []);
    change(push, uri, 3, { start: place(3, 11), end: place(3, 19) }, 'x');
    await push.notified<Published>('textDocument/publishDiagnostics', p => p.version === 3 && p.diagnostics.length > 0);
    push.notify('textDocument/didClose', { textDocument: { uri } });
    await push.notified<Published>('textDocument/publishDiagnostics', p => p.version === undefined && p.diagnostics.length === 0);
    const items = await push.request<readonly { label: string; textEdit: Edit; insertTextFormat: number }[]>('textDocument/completion', {
      textDocument: { uri },
      position: place(0, 0),
    });
    assert.deepEqual(items, []);
  } finally {
    assert.equal(await push.end(), 0);
  }
});

test('settings decide the release and the lint levels, asked for and asked again when they change', async () => {
  let settings: unknown = { kubernetesVersion: '1.35', rules: {} };
  const asked = startClient(OURS);
  asked.answers['workspace/configuration'] = () => [settings];
  const capabilities = {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: { publishDiagnostics: {} },
  };
  await asked.request('initialize', { processId: null, rootUri: null, capabilities });
  asked.notify('initialized', {});
  try {
    open(asked, uri, POLICY.replace('group: ""', 'group: "*"'));
    await asked.notified<Published>('textDocument/publishDiagnostics', p => p.diagnostics.some(d => d.code === 'refused-group'));
    settings = { kubernetesVersion: '1.36', rules: { 'no-such-rule': 'error' } };
    asked.notify('workspace/didChangeConfiguration', { settings: null });
    const warned = await asked.notified<{ message: string }>('window/logMessage', m => m.message.includes('no-such-rule'));
    assert.match(warned.message, /no lint rule/);
    const state = await asked.notified<{ kubernetesVersion: string; refused: boolean }>(
      'auditscope/documentState',
      s => s.kubernetesVersion === '1.36',
    );
    assert.equal(state.refused, false);
    settings = { kubernetesVersion: 'one', rules: 5 };
    asked.notify('workspace/didChangeConfiguration', { settings: null });
    await asked.notified<{ message: string }>('window/logMessage', m => m.message.includes('kubernetesVersion'));
  } finally {
    await asked.end();
  }
});

test('an editor without snippets gets plain text', async () => {
  const plain = await started({ textDocument: { diagnostic: {} } });
  try {
    open(plain, uri, POLICY);
    const items = await plain.request<readonly { label: string; insertTextFormat: number; textEdit: Edit }[]>('textDocument/completion', {
      textDocument: { uri },
      position: place(8, 4),
    });
    assert.ok(
      items.length > 0 && items.every(i => i.insertTextFormat === 1 && !/\$\{?\d/.test(i.textEdit.newText)),
      JSON.stringify(items[0]),
    );
  } finally {
    await plain.end();
  }
});

test('a client that is not ready to pull again, as VS Code while it starts, does not end the server', async () => {
  const capabilities = {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
    textDocument: { diagnostic: {} },
  };
  const client = startClient(OURS);
  let asked = 0;
  client.answers['workspace/configuration'] = () => [{}];
  client.answers['workspace/diagnostic/refresh'] = () => {
    asked++;
    throw new Error('Unhandled method');
  };
  await client.request('initialize', { processId: null, rootUri: null, capabilities });
  try {
    assert.equal(asked, 0, 'nothing is asked before the client is initialized');
    client.notify('initialized', {});
    open(client, uri, POLICY);
    const state = client.next<{ kubernetesVersion: string }>('auditscope/documentState', s => s.kubernetesVersion !== '');
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await pull(client, uri), []);
    await state;
    assert.deepEqual(await pull(client, uri), []);
    assert.ok(asked > 0);
  } finally {
    await client.end();
  }
});
