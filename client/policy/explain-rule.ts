import * as vscode from 'vscode';
import type { ExplainRuleParams, ExplainRuleResult } from '../../server/protocol/language.ts';
import { VirtualDocuments } from '../logs/virtual-documents.ts';
import type { PolicyLanguageClient } from './language-client.ts';

/**
 * The command "Explain Rule at Cursor": what the hover and the lens say, as a text that can be read line by line, searched
 * and copied. A lens passes the place of its rule.
 */
export function registerExplainRule(client: PolicyLanguageClient): vscode.Disposable {
  const documents = new VirtualDocuments('auditscope-rule');
  const command = vscode.commands.registerCommand('auditscope.explainRule', async (place?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const params = isPlace(place) ? place : editor && { uri: editor.document.uri.toString(), position: editor.selection.active };
    if (!params) return;
    const found = await client.request<ExplainRuleResult | null>('auditscope/explainRule', params);
    if (found) {
      await documents.show(found.title, found.text, 'plaintext');
      await wrapLines();
    } else void vscode.window.showInformationMessage('There is no rule of an audit policy at the cursor.');
  });
  return vscode.Disposable.from(documents, command);
}

/** The lines are sentences; how an editor shows long lines is its user's choice, so only this one is changed. */
async function wrapLines(): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  const wrap = vscode.workspace.getConfiguration('editor', shown).get('wordWrap');
  if (shown && wrap === 'off') await vscode.commands.executeCommand('editor.action.toggleWordWrap');
}

const isPlace = (value: unknown): value is ExplainRuleParams =>
  typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'position' in value;
