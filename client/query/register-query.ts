import * as vscode from 'vscode';
import type { ActiveReports } from '../logs/active-reports.ts';
import { affectsAddressFiles } from '../logs/address-files.ts';
import type { OpenLogs } from '../logs/log-document.ts';
import { VirtualDocuments } from '../logs/virtual-documents.ts';
import type { PolicyLanguageClient } from '../policy/language-client.ts';
import { queryDocument, selectedText } from './asked-text.ts';
import { chooseQueryLog } from './choose-query-log.ts';
import { queryHistory } from './pick-from-history.ts';
import { activeQuery, isQuery, newQuery, openQueries } from './query-documents.ts';
import { ChosenLog } from './query-log.ts';
import { queryLogStatus } from './query-log-status.ts';
import { QueryPanels } from './query-panels.ts';
import { queryText } from './query-text.ts';
import { openSavedQuery, saveQuery } from './saved-queries.ts';
import { onDidSaveUntitled } from './saved-untitled.ts';
import { tellLogFields } from './tell-log-fields.ts';

/** What a new query begins with. */
const SAMPLE = `* | -- Requests by user, the busiest first
select "user.username" as account, count(*) as requests
from log
group by account
order by requests desc
limit 20
`;

export interface QuerySurroundings {
  readonly logs: OpenLogs;
  readonly reports: ActiveReports;
  readonly client: PolicyLanguageClient;
}

/** Queries: the files in which they are written, the log that they run on, their results, history and saved ones. */
export function registerQuery(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  { logs, reports, client }: QuerySurroundings,
): vscode.Disposable {
  const log = new ChosenLog(logs, reports, context.workspaceState);
  const history = queryHistory(context.workspaceState);
  const documents = new VirtualDocuments('auditscope-event');
  const fieldsFound = new vscode.EventEmitter<void>();
  const panels = new QueryPanels({
    extension: context.extensionUri,
    output,
    log,
    documents,
    ran: history.add,
    fieldsFound: () => fieldsFound.fire(),
  });

  const startFor = (document: vscode.TextDocument) => {
    if (isQuery(document)) void client.start();
  };
  openQueries().forEach(startFor);
  /** The values that completion offers come with the log: it is read as soon as somebody could use them, and nobody waits for it. */
  const readLog = () => {
    if (openQueries().length > 0) log.use();
  };
  /** The engine of a log that only queries used ends with the last of them. */
  const releaseUnused = () => {
    if (panels.size === 0 && openQueries().length === 0) log.release();
  };

  /** A lens names its document and means all of it; a menu and a key mean what the user looks at. */
  const ask = async (what: 'run' | 'explain', given: unknown): Promise<void> => {
    const named = typeof given === 'string' ? await queryDocument(vscode.Uri.parse(given)) : undefined;
    const document = named ?? activeQuery();
    if (!document) {
      void vscode.window.showInformationMessage('Open a query first: a .slsq file, or a new one by New Query.');
      return;
    }
    if (log.files === null && !(await chooseQueryLog(log, reports))) return;
    await panels.ask(what, document.uri, named ? queryText(document.getText(), null) : selectedText(document));
  };

  return vscode.Disposable.from(
    log,
    documents,
    panels,
    queryLogStatus(log),
    fieldsFound,
    tellLogFields(log, fieldsFound.event, client, output),
    client.onDidAskCompletions(document => isQuery(document) && readLog()),
    panels.onDidClose(releaseUnused),
    onDidSaveUntitled((from, to) => panels.moved(from, to)),
    vscode.workspace.onDidChangeConfiguration(event => affectsAddressFiles(event) && logs.outdate()),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidCloseTextDocument(releaseUnused),
    vscode.commands.registerCommand('auditscope.runQuery', (given?: unknown) => ask('run', given)),
    vscode.commands.registerCommand('auditscope.explainQuery', (given?: unknown) => ask('explain', given)),
    vscode.commands.registerCommand('auditscope.newQuery', () => newQuery(SAMPLE)),
    vscode.commands.registerCommand('auditscope.chooseQueryLog', async () => {
      const chosen = await chooseQueryLog(log, reports);
      if (chosen) readLog();
      return chosen;
    }),
    vscode.commands.registerCommand('auditscope.queryHistory', () => history.pick()),
    vscode.commands.registerCommand('auditscope.openSavedQuery', openSavedQuery),
    vscode.commands.registerCommand('auditscope.saveQuery', async () => {
      const document = activeQuery();
      if (!document) {
        void vscode.window.showInformationMessage('Open a query first: Save Query… saves the one in the active editor.');
        return;
      }
      const { isUntitled, uri } = document;
      const saved = await saveQuery(document);
      if (isUntitled && saved) panels.moved(uri, saved);
    }),
  );
}
