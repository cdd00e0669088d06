import * as vscode from 'vscode';
import {
  CodeLensRequest,
  DocumentDiagnosticRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { DocumentState } from '../../server/protocol/language.ts';
import { pageCommand, withPageCommand } from './rule-pages.ts';
import { linesOfYamlExtension, withoutDoubles } from './yaml-association.ts';

/** The language server of the extension, started at the first policy or query and kept until the window closes. */
export interface PolicyLanguageClient extends vscode.Disposable {
  /** Resolves when the server answers; starting twice is starting once. */
  start(): Promise<void>;
  restart(): Promise<void>;
  running(): boolean;
  request<T>(method: string, params: unknown): Promise<T>;
  /** Tells the server something as soon as it runs; before that nothing. */
  notify(method: string, params: unknown): Promise<void>;
  /** Has the diagnostics of an open document asked for again. */
  refreshDiagnostics(uri: vscode.Uri): void;
  /** Has the lenses of an open document asked for again. */
  refreshLenses(document: vscode.TextDocument): void;
  readonly onDocumentState: vscode.Event<DocumentState>;
  /** Words are asked for that a document could go on with. */
  readonly onDidAskCompletions: vscode.Event<vscode.TextDocument>;
  /** The server answers, for the first time or again. */
  readonly onDidStart: vscode.Event<void>;
}

export function policyLanguageClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): PolicyLanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const states = new vscode.EventEmitter<DocumentState>();
  const completing = new vscode.EventEmitter<vscode.TextDocument>();
  const server: ServerOptions = { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'yaml' }, { language: 'json' }, { language: 'sls-query' }],
    outputChannel: output,
    initializationOptions: vscode.workspace.getConfiguration('auditscope'),
    middleware: {
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (!report || !('items' in report)) return report;
        const all = vscode.languages.getDiagnostics(document instanceof vscode.Uri ? document : document.uri);
        const items = withoutDoubles(report.items, linesOfYamlExtension(all));
        return { ...report, items: items.map(withPageCommand) };
      },
      provideDocumentLinks: async (document, token, next) => {
        const links = await next(document, token);
        for (const link of links ?? []) if (link.target) link.target = pageCommand(link.target);
        return links;
      },
      provideCompletionItem: async (document, position, context, token, next) => {
        completing.fire(document);
        const offered = await next(document, position, context, token);
        for (const item of Array.isArray(offered) ? offered : (offered?.items ?? [])) {
          // a field's name is followed by its value at once
          if (item.kind === vscode.CompletionItemKind.Property)
            item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
        }
        return offered;
      },
    },
    diagnosticPullOptions: { onChange: true, onFocus: true },
  };
  const client = new LanguageClient('auditscope', 'Auditscope', server, options);
  client.onNotification('auditscope/documentState', (state: DocumentState) => states.fire(state));
  const starts = new vscode.EventEmitter<void>();
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) starts.fire();
  });
  let started: Promise<void> | undefined;

  const start = () => {
    started ??= client.start().catch((error: unknown) => {
      started = undefined;
      output.error(`The language server did not start: ${String(error)}`);
    });
    return started;
  };
  return {
    start,
    async restart() {
      await (started ? client.restart() : start());
      output.info('Language server restarted.');
    },
    running: () => started !== undefined,
    async request<T>(method: string, params: unknown): Promise<T> {
      await start();
      return client.sendRequest<T>(method, params);
    },
    async notify(method, params) {
      if (!started) return;
      await started;
      await client.sendNotification(method, params);
    },
    refreshDiagnostics(uri) {
      const document = vscode.workspace.textDocuments.find(d => d.uri.toString() === uri.toString());
      if (document && started)
        client.getFeature(DocumentDiagnosticRequest.method).getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
    },
    refreshLenses(document) {
      if (started) client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    },
    onDocumentState: states.event,
    onDidAskCompletions: completing.event,
    onDidStart: starts.event,
    dispose() {
      states.dispose();
      completing.dispose();
      starts.dispose();
      void client.dispose();
    },
  };
}
