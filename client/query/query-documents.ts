import * as vscode from 'vscode';

export const QUERY_LANGUAGE = 'sls-query';

export const isQuery = (document: vscode.TextDocument): boolean => document.languageId === QUERY_LANGUAGE;

/** The open queries; closed ones are not among them. */
export const openQueries = (): readonly vscode.TextDocument[] => vscode.workspace.textDocuments.filter(isQuery);

/** Shows a new query that is not saved yet. */
export async function newQuery(text: string, column = vscode.ViewColumn.Active): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: QUERY_LANGUAGE, content: text }), column);
}

/** The query that a user looks at. */
export function activeQuery(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isQuery(document) ? document : undefined;
}

/** Whether a document has a tab: one that was never saved is gone without. */
export const hasTab = (uri: vscode.Uri): boolean =>
  vscode.window.tabGroups.all.some(group =>
    group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );

/** The folder of a file as the workspace names it; empty for its topmost. */
export function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
