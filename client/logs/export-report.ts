import * as vscode from 'vscode';
import type { LogScope, ReportDefinition } from '../../server/protocol/log.ts';
import type { ReportForm } from '../../server/protocol/report-view.ts';
import { collectReport } from '../../server/reports/page/collect-report.ts';
import { reportJson, scopeParameters } from '../../server/reports/page/report-json.ts';
import { reportMarkdown } from '../../server/reports/page/report-markdown.ts';
import type { ReportPageInput } from '../../server/reports/page/report-page.ts';
import type { LogSession } from './log-session.ts';
import { saveFile } from './save-file.ts';

/** A report that is shown: enough to compute it once more. Nothing is taken from the page, which shows hostile texts. */
export interface ReportSource {
  readonly uri: vscode.Uri;
  readonly session: LogSession;
  readonly report: ReportDefinition;
  readonly scope: () => LogScope;
}

export async function exportReport(source: ReportSource, form: ReportForm): Promise<void> {
  const collected = await collect(source);
  if (!collected) return;
  const text = form === 'html' ? await page(collected) : reportJson(collected, scopeParameters(collected.scope));
  await saveFile(source.uri, `${stem(source.uri)}-${source.report.id}.${form}`, Buffer.from(text));
}

/** The charts of the page come with a library that would slow the start of the extension down. */
const page = async (input: ReportPageInput): Promise<string> =>
  (await import('../../server/reports/page/report-page.ts')).reportPage(input);

export async function copyReport(source: ReportSource): Promise<void> {
  const collected = await collect(source);
  if (!collected) return;
  await vscode.env.clipboard.writeText(reportMarkdown(collected));
  vscode.window.setStatusBarMessage('$(check) Report copied as Markdown', 4000);
}

/** Asks for the form of the file; `undefined` where the user changes their mind. */
export async function chooseForm(): Promise<ReportForm | undefined> {
  const forms: readonly (vscode.QuickPickItem & { readonly form: ReportForm })[] = [
    { label: 'HTML page', description: 'one file with charts and lists, for people', form: 'html' },
    { label: 'JSON', description: 'the figures and lists, for programs', form: 'json' },
  ];
  return (
    await vscode.window.showQuickPick(forms, {
      title: 'Export Report',
      placeHolder: 'Form of the file',
      // the page takes the focus back when the palette closes
      ignoreFocusOut: true,
    })
  )?.form;
}

/** The report in the scope that is shown, with progress in the status bar; `undefined` after telling why there is none. */
async function collect({ session, report, scope }: ReportSource): Promise<ReportPageInput | undefined> {
  const { state } = session;
  if (state.kind !== 'opened') {
    void vscode.window.showErrorMessage('The log is not open, so there is no report of it. Reload it first.');
    return undefined;
  }
  try {
    const progress = { location: vscode.ProgressLocation.Window, title: 'Preparing the report' };
    return await vscode.window.withProgress(progress, () => collectReport(state.log, report, scope()));
  } catch (error) {
    session.requestFailed(error);
    void vscode.window.showErrorMessage(`The report could not be made: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** `audit` of `audit.log.gz`. */
const stem = (uri: vscode.Uri): string =>
  uri.path
    .slice(uri.path.lastIndexOf('/') + 1)
    .replace(/\.gz$/i, '')
    .replace(/\.(log|json|jsonl|ndjson)$/i, '');
