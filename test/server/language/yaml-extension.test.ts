import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOfYamlExtension, schemaContent, schemaFor, withoutDoubles } from '../../../client/policy/yaml-association.ts';
import type { LspClient } from './lsp-client.ts';
import { startAsYamlExtension, YAML_SERVER } from './yaml-server.ts';

interface Diagnostic {
  readonly message: string;
  readonly source?: string;
  readonly code?: unknown;
  readonly range: { readonly start: { readonly line: number } };
}
interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The Kubernetes schema as far as it matters: one of the kinds that the API serves, and a policy is none. */
const KUBERNETES = {
  oneOf: [
    {
      type: 'object',
      required: ['apiVersion', 'kind', 'spec'],
      properties: { apiVersion: { const: 'v1' }, kind: { const: 'Pod' }, spec: { type: 'object' } },
    },
  ],
};

/** With a repeated key, so that there is something that the YAML server says of the text itself. */
const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    level: None\n';
const REPEATED = 4;
const POD = 'apiVersion: v1\nkind: Pod\n';

/**
 * The server of the YAML extension with its Kubernetes schema set for all files, and the requests of that extension's
 * client answered with our association or, for comparison, without.
 */
function yamlServer(texts: Readonly<Record<string, string>>, associated: boolean): Promise<LspClient> {
  const kubernetes = { 'vscode/content': () => JSON.stringify(KUBERNETES) };
  const ours = {
    'custom/schema/request': (params: unknown) => {
      const schema = schemaFor(texts[String(Array.isArray(params) ? params[0] : params)]);
      return schema === undefined ? null : [schema];
    },
    'custom/schema/content': schemaContent,
  };
  return startAsYamlExtension(YAML_SERVER, { kubernetes: '*.yaml' }, { ...kubernetes, ...(associated && ours) });
}

const open = (client: LspClient, uri: string, text: string) =>
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });

const fromSchema = (d: Diagnostic) => d.source?.startsWith('yaml-schema') === true;

/** The diagnostics of a document once some of them fulfil a condition. */
const said = async (client: LspClient, uri: string, holds: (d: Diagnostic) => boolean) =>
  (await client.notified<Published>('textDocument/publishDiagnostics', p => p.uri === uri && p.diagnostics.some(holds))).diagnostics;

test('without our association the Kubernetes schema marks a policy; with it only the syntax is checked, and other files keep theirs', async () => {
  const policy = 'file:///policy.yaml';
  const pod = 'file:///pod.yaml';
  const texts = { [policy]: POLICY, [pod]: POD };
  const without = await yamlServer(texts, false);
  try {
    open(without, policy, POLICY);
    assert.ok((await said(without, policy, fromSchema)).length > 0);
  } finally {
    await without.end();
  }
  const associated = await yamlServer(texts, true);
  try {
    open(associated, pod, POD);
    // from here on the settings are in force
    await said(associated, pod, fromSchema);
    open(associated, policy, POLICY);
    const found = await said(associated, policy, () => true);
    assert.ok(
      found.every(d => d.source === 'YAML'),
      JSON.stringify(found),
    );
    // neither does it complete fields that it guessed
    const items = await associated.request<{ items: readonly unknown[] }>('textDocument/completion', {
      textDocument: { uri: policy },
      position: { line: 0, character: 0 },
    });
    assert.deepEqual(items.items, []);
  } finally {
    await associated.end();
  }
});

test('what both say of the syntax is said once; what only we say stays', async () => {
  const uri = 'file:///policy.yaml';
  const client = await yamlServer({ [uri]: POLICY }, true);
  try {
    open(client, uri, POLICY);
    const lines = linesOfYamlExtension(await said(client, uri, () => true));
    assert.ok(lines.has(REPEATED), [...lines].join());
    const at = (code: string, line: number) => ({ code, range: { start: { line } } });
    const ours = [at('duplicate-key', REPEATED), at('refused-level', REPEATED), at('unknown-field', REPEATED), at('refused-syntax', 9)];
    assert.deepEqual(
      withoutDoubles(ours, lines).map(d => d.code),
      ['refused-level', 'unknown-field', 'refused-syntax'],
    );
    assert.deepEqual(withoutDoubles(ours, new Set()), ours);
  } finally {
    await client.end();
  }
});
