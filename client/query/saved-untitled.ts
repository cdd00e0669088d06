import * as vscode from 'vscode';
import { isQuery } from './query-documents.ts';

/** Between the closing of an unsaved query and the opening of its file, whichever comes first. */
const PATIENCE = 3000;

/** An unsaved query that was closed. */
interface ClosedQuery {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Unix milliseconds. */
  readonly when: number;
}

/**
 * Tells when an unsaved query has become a file. VS Code does not: it closes the one and opens the other, so a file is taken for it
 * that opens about when it closes and says the same.
 */
export function onDidSaveUntitled(saved: (from: vscode.Uri, to: vscode.Uri) => void): vscode.Disposable {
  let opened: readonly vscode.TextDocument[] = [];
  let closed: readonly ClosedQuery[] = [];
  const times = new WeakMap<vscode.TextDocument, number>();
  const fresh = (when: number | undefined): boolean => when !== undefined && Date.now() - when < PATIENCE;

  const match = (): void => {
    opened = opened.filter(document => !document.isClosed && fresh(times.get(document)));
    closed = closed.filter(({ when }) => fresh(when));
    for (const gone of closed) {
      const file = opened.find(document => sameQuery(document.getText(), gone.text));
      if (!file) continue;
      closed = closed.filter(other => other !== gone);
      opened = opened.filter(other => other !== file);
      saved(gone.uri, file.uri);
    }
  };
  const isFile = (document: vscode.TextDocument) => isQuery(document) && !document.isUntitled;
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(document => {
      if (!isFile(document)) return;
      times.set(document, Date.now());
      opened = [...opened, document];
      match();
    }),
    // the file is empty when it opens first
    vscode.workspace.onDidChangeTextDocument(({ document }) => isFile(document) && closed.length > 0 && match()),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (!isQuery(document) || !document.isUntitled || document.getText().trim() === '') return;
      closed = [...closed, { uri: document.uri, text: document.getText(), when: Date.now() }];
      match();
    }),
  );
}

/** The same but for its layout: formatters run when a file is saved. */
const sameQuery = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
