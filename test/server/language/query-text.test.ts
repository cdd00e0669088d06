import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Registration {
  readonly method: string;
  readonly registerOptions: { readonly documentSelector: readonly object[] };
}
interface Edit {
  readonly range: { readonly start: object; readonly end: object };
  readonly newText: string;
}

/** A client that takes registrations, and one that does not. */
let client: LspClient;
let plain: LspClient;
const registered: Registration[] = [];
let announced: Record<string, unknown>;

before(async () => {
  client = startClient(OURS);
  client.answers['client/registerCapability'] = params => {
    registered.push(...(params as { registrations: Registration[] }).registrations);
  };
  const capabilities = { textDocument: { formatting: { dynamicRegistration: true } } };
  const { capabilities: told } = await client.request<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
  });
  announced = told;
  client.notify('initialized', {});
  plain = startClient(OURS);
});
after(() => Promise.all([client.end(), plain.end()]));

function open(text: string, name: string, languageId: string): { readonly textDocument: { readonly uri: string } } {
  const uri = `file:///texts/${name}`;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  return { textDocument: { uri } };
}

const format = (text: string, name: string, languageId = 'sls-query') =>
  client.request<readonly Edit[] | null>('textDocument/formatting', {
    ...open(text, name, languageId),
    options: { tabSize: 4, insertSpaces: true },
  });

test('a query is formatted as a whole; one that is right already, or wrong, is left', async () => {
  assert.deepEqual(await format('verb:create |\n  SELECT verb\n', 'a.slsq'), [
    { range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, newText: 'verb: create | select verb\n' },
  ]);
  assert.deepEqual(await format('verb: create | select verb', 'b.slsq'), []);
  assert.deepEqual(await format('verb:create | select verb,', 'c.slsq'), []);
  assert.equal(await format('query:   "verb:create"', 'd.yaml', 'yaml'), null);
});

test('formatting is announced for queries alone where the client takes that', async () => {
  assert.equal(announced['documentFormattingProvider'], undefined);
  const [selector] = registered.filter(r => r.method === 'textDocument/formatting').map(r => r.registerOptions.documentSelector);
  assert.deepEqual(selector, [{ language: 'sls-query' }, { pattern: '**/*.slsq' }]);
  const { capabilities } = await plain.request<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  assert.equal(capabilities['documentFormattingProvider'], true);
});
