import * as vscode from 'vscode';
import { orderLogFiles } from '../../server/logs/order-log-files.ts';
import type { ActiveReports } from '../logs/active-reports.ts';
import { isLogFile, LOG_FILES, type OfferedLog, offeredLogs } from './offered-logs.ts';
import { fileName, folderOf } from './query-documents.ts';
import type { ChosenLog } from './query-log.ts';

type Choice = vscode.QuickPickItem & { readonly choose?: () => Promise<readonly vscode.Uri[] | null | undefined> };

/** Files of a workspace that are looked at; more are found by browsing. */
const FOUND = 1000;

/** Asks which log queries run on. Answers whether one is chosen now. */
export async function chooseQueryLog(log: ChosenLog, reports: ActiveReports): Promise<boolean> {
  const found = await knownLogs(reports);
  const uris = new Map(found.map(uri => [uri.toString(), uri]));
  const items: Choice[] = offeredLogs([...uris.keys()]).map(offered => logItem(offered, name => uris.get(name)!, log));
  if (items.length > 0) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  if (log.isChosen && log.ofReport) {
    items.push({ label: '$(graph) Log of the Open Report', description: fileName(log.ofReport), choose: async () => null });
  }
  if (found.length > 1) {
    items.push({
      label: '$(files) Several Logs as One…',
      description: 'such as those of all control planes',
      choose: () => several(found),
    });
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
  const inFolders = await vscode.workspace.findFiles(LOG_FILES, '**/node_modules/**', FOUND);
  const others = inFolders.filter(uri => isLogFile(uri.path) && !open.some(o => o.toString() === uri.toString()));
  return [...open, ...others.sort((a, b) => (a.path < b.path ? -1 : 1))];
}

function logItem({ newest, files }: OfferedLog, uriOf: (file: string) => vscode.Uri, log: ChosenLog): Choice {
  const now = log.files?.join('\n') === files.map(uriOf).join('\n');
  const uri = uriOf(newest);
  const parts = files.length - 1;
  const more = parts === 0 ? '' : ` and ${parts} rotated ${parts === 1 ? 'part' : 'parts'}`;
  return { label: `${now ? '$(check) ' : ''}${fileName(uri)}${more}`, description: folderOf(uri), choose: async () => files.map(uriOf) };
}

async function several(found: readonly vscode.Uri[]): Promise<readonly vscode.Uri[] | undefined> {
  const items = found.map(uri => ({ label: fileName(uri), description: folderOf(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Logs to read as one',
    placeHolder: 'Check the logs; their events are put in order of time',
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

/** However they were clicked: the same files are the same log, and a rotated one is read from its oldest part on. */
function inOrder(files: readonly vscode.Uri[]): readonly vscode.Uri[] {
  const uris = new Map(files.map(uri => [uri.toString(), uri]));
  return orderLogFiles([...uris.keys()].sort()).map(name => uris.get(name)!);
}
