import * as vscode from 'vscode';

export const QUERY_LANGUAGE = 'sls-query';

export const isQuery = (document: vscode.TextDocument): boolean => document.languageId === QUERY_LANGUAGE;

/** The open queries; closed ones are not among them. */
export const openQueries = (): readonly vscode.TextDocument[] => vscode.workspace.textDocuments.filter(isQuery);

/** Shows a new query that is not saved yet. */
export async function newQuery(text: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: QUERY_LANGUAGE, content: text }));
}

/** The query that a user looks at. */
export function activeQuery(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isQuery(document) ? document : undefined;
}

export const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
