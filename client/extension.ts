import * as vscode from 'vscode';
import { ActiveReports } from './logs/active-reports.ts';
import { OpenLogs } from './logs/log-document.ts';
import { registerLogEditor } from './logs/register-log-editor.ts';
import { sessionStarter } from './logs/start-session.ts';
import { policyLanguageClient } from './policy/language-client.ts';
import { registerPolicy } from './policy/register-policy.ts';
import { registerQuery } from './query/register-query.ts';
import { registerSamples } from './sample.ts';

/** The features of the extension and what they share, nothing else; each cleans up after itself. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Auditscope', { log: true });
  const client = policyLanguageClient(context, output);
  const logs = new OpenLogs(sessionStarter(context, output));
  const reports = new ActiveReports();
  context.subscriptions.push(
    output,
    client,
    logs,
    vscode.commands.registerCommand('auditscope.showOutput', () => output.show()),
    registerPolicy(context, output, client),
    registerLogEditor(context, output, logs, reports),
    registerQuery(context, output, { logs, reports, client }),
    registerSamples(context),
  );
}
