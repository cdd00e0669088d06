import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type LspClient, startClient } from './lsp-client.ts';

const packageFile = createRequire(import.meta.url).resolve('yaml-language-server/package.json');

/** The command of the server that the YAML extension runs. */
export const YAML_SERVER = [process.execPath, join(dirname(packageFile), 'bin', 'yaml-language-server'), '--stdio'];

/** What a server of YAML asks its client for schemas, each with the notification by which a client offers to answer. */
const OFFERS: Readonly<Record<string, string>> = {
  'vscode/content': 'yaml/registerContentRequest',
  'custom/schema/request': 'yaml/registerCustomSchemaRequest',
};

/** Starts a server as the client of the YAML extension does: schemas set by file name, and requests for schemas answered. */
export async function startAsYamlExtension(
  command: readonly string[],
  schemas: Readonly<Record<string, string>>,
  answers: LspClient['answers'],
): Promise<LspClient> {
  const client = startClient(command);
  const yaml = { validate: true, hover: true, completion: true, schemas, schemaStore: { enable: false } };
  Object.assign(client.answers, answers);
  client.answers['workspace/configuration'] = params =>
    (params as { items: { section: string }[] }).items.map(i => (i.section === 'yaml' ? yaml : null));
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: {} },
      textDocument: { publishDiagnostics: {}, synchronization: {} },
    },
    initializationOptions: {},
  });
  client.notify('initialized', {});
  client.notify('workspace/didChangeConfiguration', { settings: { yaml, http: {} } });
  for (const [request, offer] of Object.entries(OFFERS)) if (request in answers) client.notify(offer, {});
  return client;
}
