import * as vscode from 'vscode';

/** What the walkthrough opens. */
const SAMPLES = ['audit-policy.yaml', 'audit.log', 'suspicious.slsq'] as const;

/**
 * The command "Open Sample…": a policy, a log or a query to try things on, from the open folder where it has one of that name, else a
 * copy that the user may change without touching the installed extension.
 */
export function registerSamples(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand('auditscope.openSample', async (wanted?: unknown) => {
    const name = SAMPLES.find(s => s === wanted) ?? (await vscode.window.showQuickPick(SAMPLES, { title: 'Sample to open' }));
    if (name) await vscode.commands.executeCommand('vscode.open', await locate(context, name));
  });
}

async function locate(context: vscode.ExtensionContext, name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const inFolder = folder && vscode.Uri.joinPath(folder, name);
  if (inFolder && (await exists(inFolder))) return inFolder;
  const copy = vscode.Uri.joinPath(context.globalStorageUri, 'sample', name);
  if (!(await exists(copy))) await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'dist', 'sample', name), copy);
  return copy;
}

const exists = (uri: vscode.Uri) =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
