import * as vscode from 'vscode';
import { fileName } from './query-documents.ts';
import { type QueryText, queryText } from './query-text.ts';

/** The document of a query, also when its editor is closed; undefined where it was never saved and is gone. */
export async function queryDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(d => d.uri.toString() === uri.toString());
  if (open || uri.scheme === 'untitled') return open;
  return vscode.workspace.openTextDocument(uri);
}

/** What is run of a query: what is selected in the editor that the user is in, or all of it. */
export function selectedText(document: vscode.TextDocument): QueryText {
  const editor = vscode.window.activeTextEditor;
  const selection = editor?.document === document && !editor.selection.isEmpty ? editor.selection : null;
  const offsets = selection && { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return queryText(document.getText(), offsets);
}

/** Selects a part of a text that was run, in the editor of its query. */
export async function revealQuery(uri: vscode.Uri, text: QueryText, start: number, end: number): Promise<void> {
  const document = await queryDocument(uri);
  if (!document) throw new Error(`${fileName(uri)} is closed and was never saved.`);
  const selection = new vscode.Range(document.positionAt(text.offset + start), document.positionAt(text.offset + end));
  const shown = vscode.window.visibleTextEditors.find(e => e.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn, selection });
}
