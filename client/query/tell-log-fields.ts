import * as vscode from 'vscode';
import type { LogFields } from '../../server/protocol/language.ts';
import type { OpenLog } from '../../server/protocol/log-engine.ts';
import type { PolicyLanguageClient } from '../policy/language-client.ts';
import { isQuery, openQueries } from './query-documents.ts';
import type { ChosenLog } from './query-log.ts';

/** Tells the language server the fields and values of the log that queries run on, as long as queries are open. */
export function tellLogFields(
  log: ChosenLog,
  onDidFindFields: vscode.Event<void>,
  client: PolicyLanguageClient,
  output: vscode.LogOutputChannel,
): vscode.Disposable {
  let told: OpenLog | null = null;
  let fields: LogFields = { log: null };
  let looking: AbortController | undefined;

  const send = () => {
    client.notify('auditscope/logFields', fields).catch((error: unknown) => output.error(String(error)));
  };
  const update = async () => {
    if (openQueries().length === 0) return;
    const state = log.session?.state;
    const now = state?.kind === 'opened' ? state.log : null;
    if (now === told) return;
    told = now;
    looking?.abort();
    looking = new AbortController();
    const { signal } = looking;
    try {
      const found = now ? await now.fields(signal) : null;
      if (signal.aborted) return;
      fields = { log: found };
      send();
    } catch (error) {
      if (!signal.aborted) output.error(`The fields of the log are not known: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  void update();
  return vscode.Disposable.from(
    log.onDidChange(() => void update()),
    onDidFindFields(() => {
      if (fields.log?.complete) return;
      told = null;
      void update();
    }),
    vscode.workspace.onDidOpenTextDocument(document => isQuery(document) && void update()),
    // a server that starts knows nothing yet
    client.onDidStart(() => fields.log && send()),
    { dispose: () => looking?.abort() },
  );
}
