import * as vscode from 'vscode';
import { isQuery } from './query-documents.ts';

/** Milliseconds between the saving of a query and the closing of what was not saved before. */
const PATIENCE = 10_000;

/**
 * Tells when a query that was not saved before has become a file. VS Code does not: it saves a file with the same text, empties the
 * other document and closes it.
 */
export function onDidSaveUntitled(saved: (from: vscode.Uri, to: vscode.Uri) => void): vscode.Disposable {
  const files = new Map<string, { readonly to: vscode.Uri; readonly when: number }>();
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(file => {
      if (!isQuery(file)) return;
      const written = bare(file.getText());
      const from = vscode.workspace.textDocuments.find(d => d.isUntitled && isQuery(d) && bare(d.getText()) === written);
      if (from) files.set(from.uri.toString(), { to: file.uri, when: Date.now() });
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const file = files.get(uri.toString());
      files.delete(uri.toString());
      if (file && Date.now() - file.when < PATIENCE) saved(uri, file.to);
    }),
  );
}

/** A query but for its layout: formatters run when a file is saved. */
const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
