import * as vscode from 'vscode';
import type { LogScope, ReportDefinition } from '../../server/protocol/log.ts';
import type { HostMessage } from '../../server/protocol/report-view.ts';
import { newQuery } from '../query/query-documents.ts';
import { showPage } from '../webview/webview-page.ts';
import { ViewAnswers } from './answer-view.ts';
import { checkMessage } from './check-message.ts';
import { showEvent } from './event-document.ts';
import { copyReport, exportReport, type ReportSource } from './export-report.ts';
import type { LogSession, SessionState } from './log-session.ts';
import { saveFile } from './save-file.ts';
import { reportTimeZone } from './time-zone.ts';
import type { VirtualDocuments } from './virtual-documents.ts';

export interface ReportEditorParts {
  readonly extension: vscode.Uri;
  readonly uri: vscode.Uri;
  readonly session: LogSession;
  readonly report: ReportDefinition;
  readonly documents: VirtualDocuments;
  readonly output: vscode.LogOutputChannel;
}

/**
 * Fills an editor with the report of a log and answers what its page asks. A page that was hidden starts anew and says
 * `ready` again. Returns what of the report can be exported: the scope is the one the page asked for last.
 */
export function showReport(panel: vscode.WebviewPanel, parts: ReportEditorParts): ReportSource {
  const { session, report, output, uri } = parts;
  const { webview } = panel;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const send = (message: HostMessage) => void webview.postMessage(message);
  let answers: ViewAnswers | undefined;
  let shown: LogScope | undefined;
  const source: ReportSource = {
    uri,
    session,
    report,
    scope: () => shown ?? { filters: [], timeZone: reportTimeZone(output) },
  };

  const tell = (state: SessionState) => {
    if (state.kind === 'loading') send({ kind: 'loading', name, progress: state.progress });
    else if (state.kind === 'failed') send({ kind: 'failed', code: state.code, message: withoutName(state.message, name) });
    else send({ kind: 'opened', summary: state.log.summary, report, timeZone: reportTimeZone(output) });
  };
  const changed = (state: SessionState) => {
    if (state.kind !== 'loading' || state.progress === null) {
      answers?.dispose();
      answers = state.kind === 'opened' ? new ViewAnswers(state.log, report, send, error => session.requestFailed(error)) : undefined;
    }
    tell(state);
  };

  const receive = async (value: unknown): Promise<void> => {
    const message = checkMessage(value);
    if (!message) {
      output.warn(`A message of the report of ${name} was not understood and is left unanswered.`);
      return;
    }
    switch (message.kind) {
      case 'ready':
        return changed(session.state);
      case 'request':
        if (message.request.kind === 'report') shown = message.request.scope;
        if (answers) answers.answer(message.id, message.request);
        else send({ kind: 'error', id: message.id, message: 'The log is not open.' });
        return;
      case 'cancel':
        return answers?.cancel(message.id);
      case 'cancelLoad':
        return session.cancelLoad();
      case 'reload':
        return session.reload();
      case 'showOutput':
        return output.show();
      case 'openAsText':
        await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
        return;
      case 'exportReport':
        return exportReport(source, message.form);
      case 'copyReport':
        return copyReport(source);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'save':
        return saveFile(uri, message.suggestedName, Buffer.from(message.content, message.encoding));
      case 'openQuery':
        return newQuery(`${message.query}\n`, vscode.ViewColumn.Beside);
      case 'openEvent':
        return openEvent(message.row);
    }
  };

  const openEvent = async (row: number): Promise<void> => {
    const { state } = session;
    if (state.kind !== 'opened') return;
    await showEvent(parts.documents, state.log, name, row);
  };

  const listening = vscode.Disposable.from(
    new vscode.Disposable(session.onDidChange(changed)),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('auditscope.timeZone') && session.state.kind === 'opened') tell(session.state);
    }),
  );
  panel.onDidDispose(() => {
    listening.dispose();
    answers?.dispose();
  });
  showPage(panel, { extension: parts.extension, output, title: 'Audit Log Report', bundle: 'report', receive });
  return source;
}

/** The engine names the file first, which the editor's tab does already. */
const withoutName = (message: string, name: string): string => (message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message);
