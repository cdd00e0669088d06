import { type Diagnostic, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import { findingInFile } from '../policy/embedded/place-in-file.ts';
import type { DocumentState } from '../protocol/language.ts';
import { slicedAnalysis } from './analysis.ts';
import { configDiagnostics, isConfigFile } from './config-file.ts';
import type { FeatureContext } from './feature-context.ts';
import type { CheckedPolicy } from './policy-documents.ts';
import { toDiagnostic } from './to-lsp.ts';

export interface Diagnosed {
  /** Has every open document diagnosed again. */
  refresh(): void;
}

/**
 * Diagnostics: pulled by clients that can, else published after every change; those of the exact analysis follow when it has
 * ended. Also tells the client what each document turned out to be (`auditscope/documentState`).
 */
export function registerDiagnostics(context: FeatureContext): Diagnosed {
  const { connection, documents, policies, queries, client, rulePages } = context;
  const pulled = () => client().textDocument?.diagnostic !== undefined;
  const analysis = slicedAnalysis(policies, uri => {
    if (pulled()) refreshPulled();
    else publish(uri);
  });

  const diagnose = (document: TextDocument): Diagnostic[] => {
    if (isConfigFile(document.uri)) return configDiagnostics(document);
    void connection.sendNotification('auditscope/documentState', stateOf(context, document));
    const query = queries.get(document);
    if (query) return query.findings().map(f => toDiagnostic(document, f, rulePages));
    analysis.begin(document);
    return policies
      .all(document)
      .flatMap(({ part, findings }) => findings.map(f => toDiagnostic(document, findingInFile(part, f), rulePages)));
  };
  const refreshPulled = () => {
    if (client().workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh().catch(pullsByItself);
  };
  const publish = (uri: string) => {
    const document = documents.get(uri);
    if (document) void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnose(document) });
  };

  connection.languages.diagnostics.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: DocumentDiagnosticReportKind.Full, items: document ? diagnose(document) : [] };
  });
  documents.onDidChangeContent(({ document }) => {
    analysis.drop(document.uri);
    if (pulled()) return;
    const { uri, version } = document;
    // the connection takes one message a turn: completion at the edit goes first, and edits that come at once are checked once
    setImmediate(() => setImmediate(() => documents.get(uri)?.version === version && publish(uri)));
  });
  documents.onDidClose(({ document }) => {
    analysis.drop(document.uri);
    if (!pulled()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  return {
    refresh() {
      for (const uri of documents.keys()) {
        analysis.drop(uri);
        if (!pulled()) publish(uri);
      }
      if (pulled()) refreshPulled();
    },
  };
}

/** A client that is not ready to be asked has nothing on screen yet either. */
const pullsByItself = (): void => undefined;

function stateOf({ policies, queries, settings }: FeatureContext, document: TextDocument): DocumentState {
  const query = queries.get(document);
  const found = policies.all(document);
  const sum = (count: (checked: CheckedPolicy) => number) => found.reduce((total, checked) => total + count(checked), 0);
  return {
    uri: document.uri,
    version: document.version,
    kind: query ? 'query' : found.length > 0 ? 'policy' : null,
    policies: found.map(({ part }) => part.name),
    rules: sum(({ policy }) => policy.rules.length),
    problems: query ? query.findings().length : sum(({ findings }) => findings.length),
    refused: found.some(({ findings }) => findings.some(f => f.code.startsWith('refused'))),
    kubernetesVersion: formatKubernetesVersion(settings(document.uri).kubernetes),
  };
}
