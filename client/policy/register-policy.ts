import * as vscode from 'vscode';
import { mayHoldPolicies } from '../../server/policy/recognize.ts';
import { registerCompare } from './compare.ts';
import { registerConfigFiles } from './config-files.ts';
import { registerExplainRule } from './explain-rule.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import { registerLensesWithoutFocus } from './lenses-without-focus.ts';
import { registerMatrix } from './matrix.ts';
import { policyStatus } from './policy-status.ts';
import { registerRulePages } from './rule-pages.ts';
import { registerSimulator } from './simulator.ts';
import { registerYamlExtension } from './yaml-extension.ts';

/** Everything for audit policies: the server started for them, the status item, the simulator. */
export function registerPolicy(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  client: PolicyLanguageClient,
): vscode.Disposable {
  const status = policyStatus(client);

  const startFor = (document: vscode.TextDocument) => {
    if ((document.languageId === 'yaml' || document.languageId === 'json') && mayHoldPolicies(document.getText())) void client.start();
  };
  vscode.workspace.textDocuments.forEach(startFor);

  return vscode.Disposable.from(
    status,
    vscode.workspace.onDidOpenTextDocument(startFor),
    // a new file becomes a policy while it is typed
    vscode.workspace.onDidChangeTextDocument(e => client.running() || startFor(e.document)),
    vscode.commands.registerCommand('auditscope.restartServer', () => client.restart()),
    registerRulePages(context),
    registerConfigFiles(client, output),
    registerExplainRule(client),
    registerLensesWithoutFocus(client),
    registerMatrix(context, output, client, status),
    registerCompare(context, output, client, status),
    registerSimulator(context, output, client, status),
    registerYamlExtension(client, output),
  );
}
