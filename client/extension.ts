import * as vscode from 'vscode';
import { registerLogEditor } from './logs/register-log-editor.ts';
import { registerPolicy } from './policy/register-policy.ts';
import { registerSamples } from './sample.ts';

/** The features of the extension, nothing else; each cleans up after itself. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Auditscope', { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('auditscope.showOutput', () => output.show()),
    registerPolicy(context, output),
    registerLogEditor(context, output),
    registerSamples(context),
  );
}
