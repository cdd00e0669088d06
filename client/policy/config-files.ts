import * as vscode from 'vscode';
import type { ConfigFile } from '../../server/protocol/language.ts';
import type { PolicyLanguageClient } from './language-client.ts';

const PATTERN = '**/auditscope.yaml';

/** Gives the language server every `auditscope.yaml` of the workspace as it is saved: it reads no files itself. */
export function registerConfigFiles(client: PolicyLanguageClient, output: vscode.LogOutputChannel): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  const send = async () => {
    try {
      const uris = await vscode.workspace.findFiles(PATTERN, '**/node_modules/**', 200);
      const files = await Promise.all(uris.map(readConfigFile));
      await client.notify('auditscope/configFiles', { files: files.filter(f => f !== undefined) });
    } catch (error) {
      output.warn(`The settings in auditscope.yaml were not read: ${String(error)}`);
    }
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(send),
    watcher.onDidChange(send),
    watcher.onDidDelete(send),
    vscode.workspace.onDidChangeWorkspaceFolders(send),
    client.onDidStart(send),
  );
}

async function readConfigFile(uri: vscode.Uri): Promise<ConfigFile | undefined> {
  try {
    return { uri: uri.toString(), text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch {
    // it may be gone again
    return undefined;
  }
}
