import * as vscode from 'vscode';

const isLogName = (path: string): boolean => /\.(log|json|jsonl|ndjson)(\.gz)?$/i.test(path);
/** Names that the manifest gives to the editor `auditscope.auditLog`. */
const isAuditLogName = (path: string): boolean => /[^/]*audit[^/]*\.(log|jsonl|ndjson)(\.gz)?$/i.test(path);

/** The kind of editor a file gets, so that the command and a double click lead to the same one. */
export const viewTypeOf = (uri: vscode.Uri): 'auditscope.auditLog' | 'auditscope.log' =>
  isAuditLogName(uri.path) ? 'auditscope.auditLog' : 'auditscope.log';

/** The log that is meant: what the menu was opened on, the file of the active tab if it may be a log, or what the user picks. */
export async function chooseLog(given: unknown): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) return given;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText && isLogName(input.uri.path)) return input.uri;
  const picked = await vscode.window.showOpenDialog({
    title: 'Audit log to open',
    openLabel: 'Open Audit Log',
    canSelectMany: false,
    filters: { 'Audit log': ['log', 'json', 'jsonl', 'ndjson', 'gz'], 'All files': ['*'] },
  });
  return picked?.[0];
}
