import * as vscode from 'vscode';
import type { ActiveReports } from '../logs/active-reports.ts';
import { fileName } from './query-documents.ts';
import type { ChosenLog } from './query-log.ts';

type Choice = vscode.QuickPickItem & { readonly choose?: () => Promise<readonly vscode.Uri[] | null | undefined> };

/** Files of a workspace that are offered; more are found by browsing. */
const OFFERED = 100;
const LOGS = '**/*audit*.{log,jsonl,ndjson,log.gz,jsonl.gz,ndjson.gz}';

/** Asks which log queries run on. Answers whether one is chosen now. */
export async function chooseQueryLog(log: ChosenLog, reports: ActiveReports): Promise<boolean> {
  const found = await knownLogs(reports);
  const items: Choice[] = found.map(uri => fileItem(uri, log));
  if (items.length > 0) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  if (log.isChosen && log.ofReport) {
    items.push({ label: '$(graph) Log of the Open Report', description: fileName(log.ofReport), choose: async () => null });
  }
  if (found.length > 1) {
    items.push({ label: '$(files) Several Logs as One…', description: 'such as the parts of a rotated log', choose: () => several(found) });
  }
  items.push({ label: '$(folder-opened) Browse…', description: 'one file, or several as one log', choose: browse });
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Log that queries run on',
    placeHolder: log.name ? `Now: ${log.name.name}` : 'No log is chosen yet',
    matchOnDescription: true,
  });
  const files = await picked?.choose?.();
  if (files !== undefined) log.choose(files);
  return log.files !== null;
}

/** Logs of open reports, then those of the workspace by name. */
async function knownLogs(reports: ActiveReports): Promise<readonly vscode.Uri[]> {
  const open = reports.logs();
  const inFolders = await vscode.workspace.findFiles(LOGS, '**/node_modules/**', OFFERED);
  const others = inFolders.filter(uri => !open.some(o => o.toString() === uri.toString()));
  return [...open, ...others.sort((a, b) => (a.path < b.path ? -1 : 1))];
}

function fileItem(uri: vscode.Uri, log: ChosenLog): Choice {
  const now = log.files?.length === 1 && log.files[0]!.toString() === uri.toString();
  return { label: `${now ? '$(check) ' : ''}${fileName(uri)}`, description: folderOf(uri), choose: async () => [uri] };
}

async function several(found: readonly vscode.Uri[]): Promise<readonly vscode.Uri[] | undefined> {
  const items = found.map(uri => ({ label: fileName(uri), description: folderOf(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Logs to read as one',
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked && picked.length > 0 ? inOrder(picked.map(item => item.uri)) : undefined;
}

async function browse(): Promise<readonly vscode.Uri[] | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Log that queries run on',
    openLabel: 'Choose Log',
    canSelectMany: true,
    filters: { 'Audit log': ['log', 'json', 'jsonl', 'ndjson', 'gz'], 'All files': ['*'] },
  });
  return picked && picked.length > 0 ? inOrder(picked) : undefined;
}

/** However they were clicked: the same files are the same log. */
const inOrder = (files: readonly vscode.Uri[]): readonly vscode.Uri[] => files.toSorted((a, b) => (a.path < b.path ? -1 : 1));

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
