import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
interface Diagnostic {
  readonly code: string;
  readonly severity: number;
  readonly range: Range;
  readonly codeDescription?: { readonly href: string };
}
interface Item {
  readonly label: string;
  readonly textEdit: { readonly range: Range; readonly newText: string };
  readonly insertTextFormat?: number;
  readonly filterText?: string;
}
interface Action {
  readonly title: string;
  readonly kind: string;
  readonly edit: { readonly changes: Record<string, readonly { readonly range: Range; readonly newText: string }[]> };
}

/** A client as VS Code is one: it pulls diagnostics and knows snippets. */
let client: LspClient;
let count = 0;

before(async () => {
  client = startClient(OURS);
  const capabilities = { textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } } };
  const initializationOptions = { rules: { 'default-row-limit': 'error' } };
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, initializationOptions });
  client.notify('initialized', {});
});
after(() => client.end());

function open(text: string): string {
  count += 1;
  const uri = `file:///queries/${count}.slsq`;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sls-query', version: 1, text } });
  return uri;
}

/** Opens a text whose cursor is written `¦`. */
function openAt(marked: string) {
  const before = marked.slice(0, marked.indexOf('¦')).split('\n');
  const uri = open(marked.replace('¦', ''));
  return { uri, params: { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)!.length } } };
}

const pull = async (uri: string) =>
  (await client.request<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items;

const complete = async (marked: string) =>
  (await client.request<{ readonly items: readonly Item[] }>('textDocument/completion', openAt(marked).params)).items;

test('a right query has nothing to tell, a wrong one an error at its place, with its page', async () => {
  assert.deepEqual(await pull(open('verb: delete | select count(*) as c')), []);
  const uri = open('verb: delete |\nselect nosuchcolumn, count(*) as c\ngroup by 1');
  const [found, ...more] = await pull(uri);
  assert.deepEqual(more, []);
  assert.equal(found!.code, 'unknown-column');
  assert.deepEqual(found!.range, { start: { line: 1, character: 7 }, end: { line: 1, character: 19 } });
  assert.match(found!.codeDescription!.href, /docs\/rules\/unknown-column\.md$|docs\/rules\/query-errors\.md$/);
});

test('levels of query rules are set like those of policy rules', async () => {
  const found = await pull(open('* | select verb'));
  assert.deepEqual(
    found.map(f => [f.code, f.severity]),
    [['default-row-limit', 1]],
  );
});

test('a query is no policy, and the client is told so', async () => {
  const uri = open('apiVersion: v1');
  await pull(uri);
  const state = await client.notified<{ uri: string; kind: string; policies: readonly string[] }>(
    'auditscope/documentState',
    s => s.uri === uri,
  );
  assert.deepEqual([state.kind, state.policies], ['query', []]);
});

test('hover, signature help, outline, folding and selection answer with places of the document', async () => {
  const { uri, params } = openAt("verb: create |\nselect split_part(ver¦b, '/', 1) as p\nfrom (\n  select verb from log\n)");
  const hover = await client.request<{ contents: { value: string }; range: Range }>('textDocument/hover', params);
  assert.match(hover.contents.value, /^\*\*`verb`\*\* varchar\n\nColumn of a sub-query/);
  assert.deepEqual(hover.range, { start: { line: 1, character: 18 }, end: { line: 1, character: 22 } });
  const help = await client.request<{ signatures: readonly { label: string; activeParameter: number }[] }>(
    'textDocument/signatureHelp',
    params,
  );
  assert.deepEqual(
    help.signatures.map(s => [s.label, s.activeParameter]),
    [['split_part(x varchar, delimiter varchar, n bigint) → varchar', 0]],
  );
  const symbols = await client.request<readonly { name: string; children: readonly { name: string }[] }[]>('textDocument/documentSymbol', {
    textDocument: { uri },
  });
  assert.deepEqual(
    symbols.map(s => [s.name, s.children.map(c => c.name)]),
    [
      ['search', []],
      ['select', ['p', 'from']],
    ],
  );
  const folding = await client.request<readonly { startLine: number; endLine: number }[]>('textDocument/foldingRange', {
    textDocument: { uri },
  });
  assert.ok(folding.some(f => f.startLine === 2 && f.endLine === 3));
  const [selection] = await client.request<readonly { range: Range; parent: { range: Range } }[]>('textDocument/selectionRange', {
    textDocument: { uri },
    positions: [params.position],
  });
  assert.deepEqual(selection!.range, hover.range);
  assert.equal(selection!.parent.range.start.character, 7);
});

test('lenses run and explain the whole text', async () => {
  const uri = open('\n  * |\nselect count(*) as c\n');
  const lenses = await client.request<readonly { range: Range; command: { title: string; command: string; arguments: unknown[] } }[]>(
    'textDocument/codeLens',
    { textDocument: { uri } },
  );
  assert.deepEqual(
    lenses.map(l => [l.command.title, l.command.command, l.range.start.line]),
    [
      ['▷ Run', 'auditscope.runQuery', 1],
      ['Explain', 'auditscope.explainQuery', 1],
    ],
  );
  assert.deepEqual(lenses[0]!.command.arguments, [uri, { start: { line: 1, character: 2 }, end: { line: 2, character: 20 } }]);
});

test('where an argument begins no list opens by itself: the signature stands there', async () => {
  const opened = async (marked: string, triggerCharacter?: string) => {
    const context = triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter };
    const answer = await client.request<{ readonly items?: readonly Item[] }>('textDocument/completion', {
      ...openAt(marked).params,
      context,
    });
    return answer.items?.length ?? 0;
  };
  assert.equal(await opened('* | select date_trunc(¦)', '('), 0);
  assert.equal(await opened("* | select date_trunc('hour', ¦)", ' '), 0);
  assert.ok((await opened('* | select date_trunc(¦)')) > 0);
  assert.ok((await opened("* | select date_trunc('¦')", "'")) > 0);
  assert.ok((await opened('* | select verb from log where verb in (¦', '(')) > 0);
});

test('completion writes quotes where a name needs them, and snippets', async () => {
  const items = await complete('* | select user.us¦ from log');
  const field = items.find(i => i.label === 'user.username');
  assert.equal(field?.textEdit.newText, '"user.username"');
  assert.deepEqual(field?.textEdit.range, { start: { line: 0, character: 11 }, end: { line: 0, character: 18 } });
  const calls = await complete('* | select ¦');
  const call = calls.find(i => i.label === 'split_part');
  const resolved = await client.request<{ documentation: { value: string } }>('completionItem/resolve', call);
  assert.match(resolved.documentation.value, /The n-th piece between delimiters/);
  const described = await client.request<{ documentation: { value: string } }>('completionItem/resolve', field);
  assert.match(described.documentation.value, /\*\*`user\.username`\*\* varchar\n\n/);
  assert.equal(call?.textEdit.newText, `split_part(\${1:x}, \${2:delimiter}, \${3:n})`);
});

test('what all items have in common is said once, to an editor that takes it', async () => {
  const other = startClient(OURS);
  const completion = {
    completionItem: { snippetSupport: true },
    completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode'] },
  };
  await other.request('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { completion } } });
  other.notify('initialized', {});
  const uri = 'file:///queries/common.slsq';
  const text = '* | select ver from log';
  other.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sls-query', version: 1, text } });
  const { items, itemDefaults } = await other.request<{
    readonly items: readonly (Item & { readonly textEditText?: string })[];
    readonly itemDefaults: { readonly editRange: Range; readonly insertTextFormat: number; readonly insertTextMode: number };
  }>('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 14 } });
  await other.end();
  const separate = await complete('* | select ver¦ from log');
  // most items are calls with places for their arguments
  assert.deepEqual(itemDefaults, { editRange: separate[0]!.textEdit.range, insertTextFormat: 2, insertTextMode: 2 });
  assert.ok(items.every(item => item.textEdit === undefined && item.insertTextFormat !== 2));
  assert.deepEqual(
    items.map(({ label, textEditText = label, insertTextFormat = 2, filterText = label }) => [
      label,
      textEditText,
      insertTextFormat,
      filterText,
    ]),
    separate.map(({ label, textEdit, insertTextFormat, filterText = label }) => [label, textEdit.newText, insertTextFormat, filterText]),
  );
  assert.ok(JSON.stringify(items).length < 70_000, 'hundreds of items, some 150 bytes each');
});

test('completion does not wait for the check of the edit before it, and edits that come at once are checked once', async t => {
  const pushed = startClient(OURS);
  t.after(() => pushed.end());
  await pushed.request('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  pushed.notify('initialized', {});
  const uri = 'file:///queries/pushed.slsq';
  pushed.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sls-query', version: 1, text: '* | select verb from log' } });
  await pushed.notified('textDocument/publishDiagnostics');
  // what comes in one chunk is told apart by its order only
  let sent = '';
  pushed.server.stdout.on('data', (data: Buffer) => {
    sent += data.toString();
  });
  const done = pushed.next<{ readonly version: number }>('textDocument/publishDiagnostics', ({ version }) => version === 4);
  pushed.server.stdin.cork();
  for (const version of [2, 3, 4])
    pushed.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text: `* | select ver from log limit ${version}` }],
    });
  const completion = pushed.request('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 14 } });
  pushed.server.stdin.uncork();
  await completion;
  await done;
  assert.deepEqual(sent.match(/"id":\d+|textDocument\/publishDiagnostics/g), ['"id":2', 'textDocument/publishDiagnostics']);
});

test('what the opened log has is completed and checked', async () => {
  const uri = open('* | select "annotations.example.com/team", count(*) as c group by 1');
  assert.deepEqual(await pull(uri), []);
  const fields = [{ name: 'annotations.example.com/owner', type: 'varchar', meaning: 'Found in the log.' }];
  client.notify('auditscope/logFields', { log: { fields, values: { 'user.username': ['alice', 'system:node:n1'] }, complete: true } });
  const [unknown] = await pull(uri);
  assert.equal(unknown?.severity, 1);
  const values = await complete('user.username: ¦');
  assert.deepEqual(
    values.map(v => v.textEdit.newText),
    ['alice', '"system:node:n1"', '*'],
  );
  const names = await complete('* | select "annotations.¦"');
  assert.ok(names.some(i => i.label === 'annotations.example.com/owner'));
  client.notify('auditscope/logFields', { log: null });
  assert.deepEqual(await pull(uri), []);
});

test('fixes and comments that silence are offered at a finding; safe fixes together', async () => {
  const uri = open('* |\nselect verb');
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } };
  const actions = await client.request<readonly Action[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: ['quickfix'] },
  });
  const here = actions.find(a => a.title === 'Silence default-row-limit here, with a reason');
  assert.deepEqual(here?.edit.changes[uri], [
    { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '-- auditscope-ignore default-row-limit:\n' },
  ]);
  assert.ok(actions.some(a => a.title === 'Silence default-row-limit in the whole query, with a reason'));
});
