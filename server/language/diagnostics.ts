import { type Diagnostic, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import type { DocumentState } from '../protocol/language.ts';
import type { FeatureContext } from './feature-context.ts';
import { toDiagnostic } from './to-lsp.ts';

export interface Diagnosed {
  /** Has every open document diagnosed again. */
  refresh(): void;
}

/**
 * Diagnostics: pulled by clients that can, else published after every change. Also tells the client what each document
 * turned out to be (`auditscope/documentState`).
 */
export function registerDiagnostics(context: FeatureContext): Diagnosed {
  const { connection, documents, policies, client } = context;
  const pulled = () => client().textDocument?.diagnostic !== undefined;
  const waiting = new Set<string>();

  const diagnose = (document: TextDocument): Diagnostic[] => {
    const checked = policies.get(document);
    void connection.sendNotification('auditscope/documentState', stateOf(context, document));
    return checked ? checked.findings.map(f => toDiagnostic(document, f)) : [];
  };
  const publish = (uri: string) => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (document) void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnose(document) });
  };

  connection.languages.diagnostics.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: DocumentDiagnosticReportKind.Full, items: document ? diagnose(document) : [] };
  });
  documents.onDidChangeContent(({ document }) => {
    if (pulled() || waiting.has(document.uri)) return;
    waiting.add(document.uri);
    // edits that already wait in the pipe come first, so that a burst is checked once
    setImmediate(publish, document.uri);
  });
  documents.onDidClose(({ document }) => {
    if (!pulled()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  return {
    refresh() {
      if (!pulled()) for (const uri of documents.keys()) publish(uri);
      else if (client().workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh().catch(pullsByItself);
    },
  };
}

/** A client that is not ready to be asked has nothing on screen yet either. */
const pullsByItself = (): void => undefined;

function stateOf({ policies, settings }: FeatureContext, document: TextDocument): DocumentState {
  const checked = policies.get(document);
  return {
    uri: document.uri,
    version: document.version,
    kind: checked ? 'policy' : null,
    rules: checked?.policy.rules.length ?? 0,
    problems: checked?.findings.length ?? 0,
    refused: checked?.findings.some(f => f.code.startsWith('refused')) ?? false,
    kubernetesVersion: formatKubernetesVersion(settings().kubernetes),
  };
}
