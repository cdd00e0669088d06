import * as vscode from 'vscode';
import { OVERVIEW } from '../../server/reports/overview.ts';
import type { ActiveReports } from './active-reports.ts';
import { chooseLog, viewTypeOf } from './choose-log.ts';
import { chooseForm, copyReport, exportReport } from './export-report.ts';
import type { LogDocument, OpenLogs } from './log-document.ts';
import { showReport } from './report-editor.ts';
import { VirtualDocuments } from './virtual-documents.ts';

/** Audit logs: the editors that show a log as a report, and the command that opens one. */
export function registerLogEditor(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  logs: OpenLogs,
  reports: ActiveReports,
): vscode.Disposable {
  const documents = new VirtualDocuments('auditscope-view');

  const provider: vscode.CustomReadonlyEditorProvider<LogDocument> = {
    openCustomDocument: uri => logs.document(uri),
    resolveCustomEditor(document, panel) {
      const { uri, session } = document;
      reports.add(panel, showReport(panel, { extension: context.extensionUri, uri, session, report: OVERVIEW, documents, output }));
    },
  };
  const options = { supportsMultipleEditorsPerDocument: true };

  return vscode.Disposable.from(
    documents,
    vscode.window.registerCustomEditorProvider('auditscope.auditLog', provider, options),
    vscode.window.registerCustomEditorProvider('auditscope.log', provider, options),
    vscode.commands.registerCommand('auditscope.openLog', async (given?: unknown) => {
      const uri = await chooseLog(given);
      if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, viewTypeOf(uri));
    }),
    vscode.commands.registerCommand('auditscope.exportReport', () =>
      reports.withActive(async source => {
        const form = await chooseForm();
        if (form) await exportReport(source, form);
      }),
    ),
    vscode.commands.registerCommand('auditscope.copyReport', () => reports.withActive(copyReport)),
  );
}
