import * as vscode from 'vscode';
import { oneLine } from './pick-from-history.ts';
import { fileName, folderOf, QUERY_LANGUAGE } from './query-documents.ts';

/** Files that are listed. */
const LISTED = 500;

/** Asks where to, and saves a query as a file; one that was not saved before goes on as that file. Answers which, where it was saved. */
export async function saveQuery(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const target = document.isUntitled ? await askInFolder(`${suggestedName(document.getText())}.slsq`) : await askWhere(document.uri);
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(document.getText()));
  const editor = vscode.window.activeTextEditor;
  const place = editor?.viewColumn === undefined ? {} : { viewColumn: editor.viewColumn };
  // the file opens first: a group of editors that is empty closes, and what stands beside takes its place
  await vscode.window.showTextDocument(target, { ...place, preview: false });
  if (document.isUntitled && editor?.document === document) {
    await vscode.window.showTextDocument(document, place);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.window.showTextDocument(target, place);
  }
  return target;
}

/** A list to search in the queries of the workspace; what is picked opens. */
export async function openSavedQuery(): Promise<void> {
  const folder = queryFolder();
  const found = await vscode.workspace.findFiles('**/*.slsq', '**/node_modules/**', LISTED);
  if (found.length === 0) {
    void vscode.window.showInformationMessage('The workspace has no saved query. Save Query… makes a .slsq file of one.');
    return;
  }
  const first = (uri: vscode.Uri) => (folder && uri.path.startsWith(`${folder.path}/`) ? 0 : 1);
  const sorted = found.toSorted((a, b) => first(a) - first(b) || (a.path < b.path ? -1 : 1));
  const items = sorted.map(async uri => ({
    label: fileName(uri),
    description: folderOf(uri),
    detail: oneLine(await textOf(uri)),
    uri,
  }));
  const picked = await vscode.window.showQuickPick(Promise.all(items), {
    title: 'Open Saved Query',
    placeHolder: 'Search names and texts of the queries',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(picked.uri), QUERY_LANGUAGE);
  await vscode.window.showTextDocument(picked.uri);
}

/** What is typed in the open editor counts, else what the file says. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(d => d.uri.toString() === uri.toString());
  if (open) return open.getText();
  return vscode.workspace.fs.readFile(uri).then(
    bytes => new TextDecoder().decode(bytes),
    () => '',
  );
}

/** The folder that the setting names, in the first folder of the workspace. */
function queryFolder(): vscode.Uri | undefined {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = vscode.workspace.getConfiguration('auditscope.query', root).get<string>('folder', 'queries').trim();
  return root && vscode.Uri.joinPath(root, name);
}

const askWhere = (suggested: vscode.Uri | undefined): Thenable<vscode.Uri | undefined> =>
  vscode.window.showSaveDialog({
    title: 'Save Query',
    ...(suggested && { defaultUri: suggested }),
    filters: { 'SLS Query': ['slsq'] },
  });

/** Dialogs cannot suggest a folder that is not there: it is made first, and goes again where nothing is saved in it. */
async function askInFolder(name: string): Promise<vscode.Uri | undefined> {
  const folder = queryFolder();
  if (!folder) return askWhere(undefined);
  const { fs } = vscode.workspace;
  const there = await fs.stat(folder).then(
    () => true,
    () => false,
  );
  if (!there) await fs.createDirectory(folder);
  const target = await askWhere(vscode.Uri.joinPath(folder, name));
  if (!there && !target?.path.startsWith(`${folder.path}/`)) await fs.delete(folder).then(undefined, () => undefined);
  return target;
}

/** A name from the first comment of a query. */
function suggestedName(text: string): string {
  const comment = /--\s*([^\r\n]+)/.exec(text)?.[1] ?? '';
  const words = comment.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(0, 6).join('-') || 'query';
}
