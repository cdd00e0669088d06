import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/**
 * Runs inside the extension host of a desktop VS Code that has the packaged extension: activation, diagnostics, the log
 * editor. Called by VS Code; a rejection fails the run.
 */
export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the sample workspace is open');
  const extension = vscode.extensions.getExtension('auditscope.auditscope');
  assert.ok(extension, 'the extension is installed');

  const policy = vscode.Uri.joinPath(folder, 'audit-policy.yaml');
  await vscode.window.showTextDocument(policy);
  const codes = await eventually(() => {
    const found = vscode.languages.getDiagnostics(policy).filter(d => d.source === 'auditscope');
    return found.length > 0 ? found.map(d => (typeof d.code === 'object' ? d.code.value : d.code)) : undefined;
  }, 'diagnostics of the sample policy');
  assert.ok(extension.isActive, 'a policy activates the extension');
  assert.ok(codes.includes('unknown-field'), `unknown-field is among ${codes.join(', ')}`);

  const commands = await vscode.commands.getCommands(true);
  assert.ok(commands.includes('auditscope.simulateRequest'));

  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, 'audit.log'));
  await eventually(() => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputCustom && input.viewType === 'auditscope.auditLog' ? input : undefined;
  }, 'the report of the sample log');
  console.log('The packaged extension works in this VS Code.');
}

const LIMIT = 60_000;

/** What `look` finds first; throws after a minute. */
async function eventually<T>(look: () => T | undefined, what: string): Promise<T> {
  const end = Date.now() + LIMIT;
  while (Date.now() < end) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: nothing after ${LIMIT / 1000} s`);
}
