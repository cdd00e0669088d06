import * as vscode from 'vscode';

const FILTERS: Readonly<Record<string, Record<string, string[]>>> = {
  html: { 'HTML page': ['html'] },
  json: { JSON: ['json'] },
  csv: { 'Comma-separated values': ['csv'] },
  svg: { 'SVG picture': ['svg'] },
  png: { 'PNG picture': ['png'] },
};

/** Asks where to save, beside the log unless the user says otherwise, and writes. */
export async function saveFile(log: vscode.Uri, name: string, content: Uint8Array): Promise<void> {
  const filters = FILTERS[name.slice(name.lastIndexOf('.') + 1)];
  const target = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(log, '..', name), ...(filters && { filters }) });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, content);
  } catch (error) {
    void vscode.window.showErrorMessage(`${name} could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}
