import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { EngineError } from '../../server/logs/engine-error.ts';
import { engineLimits } from '../../server/logs/engine-limits.ts';
import { openLog } from '../../server/logs/open-log.ts';
import { OVERVIEW } from '../../server/reports/overview.ts';
import { ActiveReports } from './active-reports.ts';
import { chooseLog, viewTypeOf } from './choose-log.ts';
import { chooseForm, copyReport, exportReport } from './export-report.ts';
import { type LogDocument, OpenLogs } from './log-document.ts';
import { LogSession } from './log-session.ts';
import { showReport } from './report-editor.ts';
import { VirtualDocuments } from './virtual-documents.ts';

/** Audit logs: the editors that show a log as a report, and the command that opens one. */
export function registerLogEditor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): vscode.Disposable {
  const logs = new OpenLogs();
  const documents = new VirtualDocuments('auditscope-view');
  const reports = new ActiveReports();
  const engine = vscode.Uri.joinPath(context.extensionUri, 'dist', 'log-engine.cjs').fsPath;

  const startSession = (uri: vscode.Uri): LogSession =>
    new LogSession(
      async (onProgress, signal) => {
        if (uri.scheme !== 'file') throw new EngineError('unreadable', notOnThisMachine(uri));
        const started = performance.now();
        const log = await openLog({ files: [uri.fsPath], engine, limits: limitsOfSettings(), onProgress, signal });
        output.info(`${uri.fsPath}: ${log.summary.events} events opened in ${Math.round(performance.now() - started)} ms`);
        return log;
      },
      message => output.error(`${uri.fsPath}: ${message}`),
    );

  const provider: vscode.CustomReadonlyEditorProvider<LogDocument> = {
    openCustomDocument: uri => logs.document(uri, () => startSession(uri)),
    resolveCustomEditor(document, panel) {
      const { uri, session } = document;
      reports.add(panel, showReport(panel, { extension: context.extensionUri, uri, session, report: OVERVIEW, documents, output }));
    },
  };
  const options = { supportsMultipleEditorsPerDocument: true };

  return vscode.Disposable.from(
    documents,
    logs,
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

function limitsOfSettings() {
  const settings = vscode.workspace.getConfiguration('auditscope.engine');
  return engineLimits({ memoryMegabytes: settings.get('memory', 1024), threads: settings.get('threads', 0), temporaryFolder: tmpdir() });
}

const notOnThisMachine = (uri: vscode.Uri): string =>
  `Logs are read by an engine on the machine that runs the extension; a file of "${uri.scheme}:" is not there. Save it to a folder and open it from there.`;
