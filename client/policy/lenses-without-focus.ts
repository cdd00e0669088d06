import * as vscode from 'vscode';
import type { PolicyLanguageClient } from './language-client.ts';

/**
 * Has lenses asked for again when the focus goes to a panel: VS Code drops what it was about to ask for an editor that loses
 * the focus, so that one opened just before would have no lenses until it is clicked.
 */
export function registerLensesWithoutFocus(client: PolicyLanguageClient): vscode.Disposable {
  return vscode.window.onDidChangeActiveTextEditor(active => {
    if (active) return;
    for (const { document } of vscode.window.visibleTextEditors) client.refreshLenses(document);
  });
}
