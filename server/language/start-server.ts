import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  NotificationType,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigFiles, LogFields } from '../protocol/language.ts';
import { registerCompare } from './compare.ts';
import { createConfiguration } from './configuration.ts';
import { type Diagnosed, registerDiagnostics } from './diagnostics.ts';
import { registerEditing } from './editing.ts';
import type { FeatureContext } from './feature-context.ts';
import { registerLenses } from './lenses.ts';
import { registerMatrix } from './matrix.ts';
import { registerNavigation } from './navigation.ts';
import { registerOutline } from './outline.ts';
import { policyDocuments } from './policy-documents.ts';
import { queryDocuments } from './query-documents.ts';
import { announceQueryText, queryTextCapabilities, registerQueryText } from './query-text.ts';
import { registerSimulation } from './simulation.ts';

const logFields = new NotificationType<LogFields>('auditscope/logFields');
const configFiles = new NotificationType<ConfigFiles>('auditscope/configFiles');

/**
 * Starts the language server on a connection: announces what it can, keeps the documents, and hands every request to its
 * feature. Works without any file or network access; `rulePages` tells where the pages of the lint rules lie.
 */
export function startServer(connection: Connection, rulePages: (page: string) => string): void {
  const documents = new TextDocuments(TextDocument);
  const configuration = createConfiguration();
  let client: InitializeParams['capabilities'] = {};
  const policies = policyDocuments(uri => configuration.of(uri).checks);
  const queries = queryDocuments(uri => configuration.of(uri).checkQuery);

  const apply = (section: unknown) => {
    for (const problem of configuration.takeSettings(section)) connection.console.warn(problem);
    policies.forgetFindings();
    queries.forgetFindings();
  };
  const readConfiguration = async () => {
    if (!client.workspace?.configuration) return;
    apply(await connection.workspace.getConfiguration('auditscope'));
    diagnostics.refresh();
    lenses.refresh();
  };

  const context: FeatureContext = {
    connection,
    documents,
    policies,
    queries,
    settings: uri => configuration.of(uri).settings,
    client: () => client,
    rulePages,
  };
  const diagnostics: Diagnosed = registerDiagnostics(context);
  registerEditing(context);
  registerQueryText(context);
  registerOutline(context);
  registerNavigation(context);
  const lenses = registerLenses(context);
  registerSimulation(context);
  registerMatrix(context);
  registerCompare(context);

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    apply(params.initializationOptions);
    return { capabilities: capabilities(params), serverInfo: { name: 'auditscope' } };
  });
  connection.onInitialized(async () => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'auditscope' });
    }
    await announceQueryText(context);
    await readConfiguration();
  });
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    if (client.workspace?.configuration) return readConfiguration();
    apply((pushed as { auditscope?: unknown } | null)?.auditscope);
    diagnostics.refresh();
    lenses.refresh();
  });
  connection.onNotification(configFiles, ({ files }) => {
    configuration.takeFiles(files);
    policies.forgetFindings();
    queries.forgetFindings();
    diagnostics.refresh();
  });
  connection.onNotification(logFields, ({ log }) => {
    queries.takeLog(log);
    diagnostics.refresh();
  });
  documents.onDidClose(({ document }) => {
    policies.forget(document.uri);
    queries.forget(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}

function capabilities(params: InitializeParams): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    completionProvider: { resolveProvider: true, triggerCharacters: ['"', "'", '/', ':', ' ', '-', '[', ',', '.', '(', '|', '%'] },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', 'source.fixAll.auditscope'] },
    ...queryTextCapabilities(params),
    ...(params.capabilities.textDocument?.diagnostic && {
      diagnosticProvider: { identifier: 'auditscope', interFileDependencies: false, workspaceDiagnostics: false },
    }),
  };
}
