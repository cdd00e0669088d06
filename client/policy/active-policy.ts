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

/**
 * The policy of a file that is meant, where it holds several: the user chooses, and the fragment of the URI names it.
 * Undefined where the user gave up.
 */
export async function choosePart(status: PolicyStatus, file: vscode.Uri, title: string): Promise<vscode.Uri | undefined> {
  const names = status.stateOf(file)?.policies ?? [];
  if (file.fragment !== '' || names.length < 2) return file;
  const name = await vscode.window.showQuickPick([...names], { title, placeHolder: `${names.length} policies are in this file` });
  return name === undefined ? undefined : file.with({ fragment: name });
}

/** The name of a policy on screen: its path, and where in the file it is embedded. */
export function policyName(policy: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(policy.with({ fragment: '' }));
  return policy.fragment === '' ? path : `${path}, ${policy.fragment}`;
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
