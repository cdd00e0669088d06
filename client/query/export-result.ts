import * as vscode from 'vscode';
import type { ResultForm } from '../../server/protocol/query-view.ts';
import type { QuerySession } from './query-session.ts';

const FILTERS: Readonly<Record<ResultForm, Record<string, string[]>>> = {
  csv: { 'Comma-separated values': ['csv'] },
  json: { JSON: ['json'] },
  parquet: { Parquet: ['parquet'] },
};

/** Asks where to, and writes the whole result there. The engine writes it, so it can only be a file of its machine. */
export async function exportResult(session: QuerySession, form: ResultForm, suggested: vscode.Uri): Promise<void> {
  const target = await vscode.window.showSaveDialog({ defaultUri: suggested, filters: FILTERS[form] });
  if (!target) return;
  if (target.scheme !== 'file') throw new Error('A result can only be exported to a file on the machine that runs the extension.');
  const progress = { location: vscode.ProgressLocation.Notification, title: 'Exporting the result', cancellable: true };
  const rows = await vscode.window.withProgress(progress, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await session.exportTo(form, target.fsPath, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
  if (rows === null) void vscode.window.showInformationMessage('Run the query first: there is no result to export.');
  else if (rows !== undefined) vscode.window.setStatusBarMessage(`$(check) ${rows.toLocaleString('en-US')} rows exported`, 4000);
}
