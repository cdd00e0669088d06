import * as vscode from 'vscode';

/** Shows a place of a policy in the editor that already has it, else in the first column. */
export async function revealInPolicy(policy: vscode.Uri, position: vscode.Position): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(editor => editor.document.uri.toString() === policy.toString());
  const editor = await vscode.window.showTextDocument(policy, { viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One });
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
