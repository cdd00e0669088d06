import * as vscode from 'vscode';
import type { QueryHostMessage, QueryViewMessage } from '../../server/protocol/query-view.ts';
import { showEvent } from '../logs/event-document.ts';
import { openedLog } from '../logs/opened-log.ts';
import { saveFile } from '../logs/save-file.ts';
import type { VirtualDocuments } from '../logs/virtual-documents.ts';
import { showPage } from '../webview/webview-page.ts';
import { queryDocument, revealQuery } from './asked-text.ts';
import { checkQueryMessage } from './check-query-message.ts';
import { exportResult } from './export-result.ts';
import { fileName } from './query-documents.ts';
import type { ChosenLog } from './query-log.ts';
import { QuerySession, type RanQuery } from './query-session.ts';
import { runSettings } from './query-settings.ts';
import { type QueryText, queryText } from './query-text.ts';

export interface QueryPanelParts {
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  readonly log: ChosenLog;
  readonly documents: VirtualDocuments;
  readonly ran: (query: RanQuery) => void;
  readonly fieldsFound: () => void;
}

/** The results of one query document. */
export interface QueryPanel {
  readonly panel: vscode.WebviewPanel;
  ask(what: 'run' | 'explain', text: QueryText): void;
  /** The query is another document now: it was saved. */
  moved(document: vscode.Uri): void;
}

/** Fills a panel with what became of a query, and answers what its page asks. A page that was hidden starts anew and says `ready` again. */
export function fillQueryPanel(panel: vscode.WebviewPanel, asked: vscode.Uri, parts: QueryPanelParts): QueryPanel {
  const { log, output } = parts;
  const { webview } = panel;
  let document = asked;
  let name = fileName(document);
  const session = new QuerySession(document.toString(), name, {
    send: (message: QueryHostMessage) => void webview.postMessage(message),
    log: async (onProgress, signal) => {
      const chosen = log.use();
      return chosen && openedLog(chosen, onProgress, signal);
    },
    logName: () => log.name,
    settings: () => runSettings(output),
    ran: parts.ran,
    fieldsFound: parts.fieldsFound,
    failed: error => log.session?.requestFailed(error),
  });
  /** Whether all of the document was asked for: asking again then means what it says now. */
  let whole = true;

  const ask = (what: 'run' | 'explain', text: QueryText): void => {
    const said = vscode.workspace.textDocuments.find(d => d.uri.toString() === document.toString())?.getText();
    whole = text.offset === 0 && (said === undefined || said === text.text);
    void session[what](text);
  };
  const again = async (what: 'run' | 'explain'): Promise<void> => {
    const last = session.text;
    if (last && !whole) return ask(what, last);
    const now = await queryDocument(document);
    const text = now ? queryText(now.getText(), null) : last;
    if (!text) throw new Error(`${name} is closed and was never saved.`);
    ask(what, text);
  };

  const receive = async (value: unknown): Promise<unknown> => {
    const message: QueryViewMessage | null = checkQueryMessage(value);
    if (!message) return output.warn(`A message of the result of ${name} was not understood and is left unanswered.`);
    switch (message.kind) {
      case 'ready':
        return session.introduce();
      case 'run':
      case 'explain':
        return again(message.kind);
      case 'cancel':
        return session.cancel();
      case 'chooseLog':
        return chooseAnother();
      case 'showOutput':
        return output.show();
      case 'reveal':
        return session.text && revealQuery(document, session.text, message.start, message.end);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'export':
        return exportResult(session, message.form, beside(`${stemOf(document, name)}.${message.form}`));
      case 'picture':
        return saveFile(
          place(),
          `${stemOf(document, name)}.${message.form}`,
          Buffer.from(message.content, message.form === 'png' ? 'base64' : 'utf8'),
        );
      case 'event':
        return session.event(message.id, message);
      case 'openEvent':
        return session.engine && showEvent(parts.documents, session.engine, session.engine.summary.name, message.row);
    }
  };

  /** Another log gives another answer: what was asked is asked again. */
  const chooseAnother = async (): Promise<void> => {
    const before = log.files?.join('\n');
    const chosen = await vscode.commands.executeCommand<boolean>('auditscope.chooseQueryLog');
    if (chosen && log.files?.join('\n') !== before && session.text) await again('run');
  };

  /** Where files are saved beside: the query, or the log where the query is no file yet. */
  const place = (): vscode.Uri => (document.scheme === 'file' ? document : (log.files?.[0] ?? document));
  const beside = (file: string): vscode.Uri => vscode.Uri.joinPath(place(), '..', file);

  const title = () => `Result: ${name}`;
  panel.title = title();
  const listening = vscode.Disposable.from(
    log.onDidChange(() => session.tellLog()),
    panel.onDidChangeViewState(() => panel.visible || session.hidden()),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('auditscope.timeZone') && session.tellLog()),
  );
  panel.onDidDispose(() => {
    listening.dispose();
    session.dispose();
  });
  showPage(panel, { extension: parts.extension, output, title: 'Query Result', icon: 'query', bundle: 'query', receive });
  return {
    panel,
    ask,
    moved(now) {
      document = now;
      name = fileName(now);
      panel.title = title();
      session.moved(now.toString(), name);
    },
  };
}

/** `requests` of `requests.slsq`; a query without a name has a `result`. */
const stemOf = ({ scheme }: vscode.Uri, name: string): string => (scheme === 'untitled' ? 'result' : name.replace(/\.slsq$/i, ''));
