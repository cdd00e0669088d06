import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type LspClient, OURS, startClient } from './lsp-client.ts';

interface Legend {
  readonly tokenTypes: readonly string[];
}
interface Registration {
  readonly method: string;
  readonly registerOptions: { readonly documentSelector: readonly object[]; readonly legend?: Legend };
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
  const capabilities = { textDocument: { formatting: { dynamicRegistration: true }, semanticTokens: { dynamicRegistration: true } } };
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

test('tokens are told line by line', async () => {
  const asked = open('verb: get | /* a\nb */ select count(*) as n', 'e.slsq', 'sls-query');
  const { data } = await client.request<{ data: readonly number[] }>('textDocument/semanticTokens/full', asked);
  const types = registered.find(r => r.method === 'textDocument/semanticTokens')!.registerOptions.legend!.tokenTypes;
  let [line, character] = [0, 0];
  const told = Array.from({ length: data.length / 5 }, (_, at) => {
    const [lines, characters, length, type, modifiers] = data.slice(at * 5, at * 5 + 5) as [number, number, number, number, number];
    [line, character] = [line + lines, lines > 0 ? characters : character + characters];
    return [line, character, length, types[type], ...(modifiers > 0 ? ['declared'] : [])].join(' ');
  });
  assert.deepEqual(told, [
    '0 0 4 property',
    '0 4 1 operator',
    '0 6 3 string',
    '0 10 1 operator',
    '0 12 4 comment',
    '1 0 4 comment',
    '1 5 6 keyword',
    '1 12 5 function',
    '1 18 1 operator',
    '1 21 2 keyword',
    '1 24 1 variable declared',
  ]);
  const yaml = open('a: 1', 'f.yaml', 'yaml');
  assert.deepEqual(await client.request('textDocument/semanticTokens/full', yaml), { data: [] });
});

test('both are announced for queries alone where the client takes that', async () => {
  assert.equal(announced['documentFormattingProvider'], undefined);
  assert.equal(announced['semanticTokensProvider'], undefined);
  assert.deepEqual(
    registered.map(r => [r.method, r.registerOptions.documentSelector]),
    ['textDocument/formatting', 'textDocument/semanticTokens'].map(method => [
      method,
      [{ language: 'sls-query' }, { pattern: '**/*.slsq' }],
    ]),
  );
  const { capabilities } = await plain.request<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  assert.equal(capabilities['documentFormattingProvider'], true);
  assert.ok(capabilities['semanticTokensProvider']);
});
