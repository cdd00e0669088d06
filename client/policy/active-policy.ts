import * as vscode from 'vscode';
import { isPolicyText } from '../../server/policy/recognize.ts';
import type { PolicyStatus } from './policy-status.ts';

/** The policy a user looks at. The text tells, since the server may not have answered yet. */
export function activePolicy(status: PolicyStatus): vscode.Uri | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const documents = editors.flatMap(editor => (editor ? [editor.document] : []));
  return documents.find(document => {
    if (status.stateOf(document.uri)?.kind === 'policy') return true;
    return /^(?:yaml|json)$/.test(document.languageId) && isPolicyText(document.getText());
  })?.uri;
}

/** Asks for the file of a policy; `verb` stands on the button. */
export async function choosePolicy(title: string, verb: string): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title,
    openLabel: verb,
    filters: { 'Audit policy': ['yaml', 'yml', 'json'] },
    canSelectMany: false,
  });
  return picked?.[0];
}
