import * as vscode from 'vscode';
import type { QueryMemory } from '../../server/protocol/query-view.ts';
import { hasTab } from './query-documents.ts';
import { fillQueryPanel, type QueryPanel, type QueryPanelParts } from './query-panel.ts';
import type { QueryText } from './query-text.ts';

const VIEW_TYPE = 'auditscope.query';

/** The result panels, one per query document, restored with the window. */
export class QueryPanels implements vscode.Disposable {
  readonly #parts: QueryPanelParts;
  readonly #open = new Map<string, QueryPanel>();
  readonly #opening = new Map<string, Promise<QueryPanel>>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #serializer: vscode.Disposable;

  /** A panel was closed. */
  readonly onDidClose = this.#closed.event;

  constructor(parts: QueryPanelParts) {
    this.#parts = parts;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel, memory: unknown) => {
        const document = isMemory(memory) ? vscode.Uri.parse(memory.document) : undefined;
        const gone = document?.scheme === 'untitled' && !hasTab(document);
        if (document && !gone && !this.#open.has(document.toString())) this.#fill(panel, document);
        else panel.dispose();
      },
    });
  }

  get size(): number {
    return this.#open.size;
  }

  /** Runs or explains a text of a document in the panel of the document, which opens beside or below it. */
  async ask(what: 'run' | 'explain', document: vscode.Uri, text: QueryText): Promise<void> {
    const key = document.toString();
    this.#open.get(key)?.panel.reveal(undefined, true);
    if (!this.#open.has(key)) {
      // asking again while it opens is no reason for another one
      const opening = this.#opening.get(key) ?? newPanel().then(panel => this.#fill(panel, document));
      this.#opening.set(key, opening);
      await opening.finally(() => this.#opening.delete(key));
    }
    this.#open.get(key)?.ask(what, text);
  }

  /** A query that was not saved yet is a file now: its results go with it. */
  moved(from: vscode.Uri, to: vscode.Uri): void {
    const filled = this.#open.get(from.toString());
    if (!filled) return;
    this.#open.get(to.toString())?.panel.dispose();
    this.#open.delete(from.toString());
    this.#open.set(to.toString(), filled);
    filled.moved(to);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#open.values()) panel.dispose();
    this.#closed.dispose();
  }

  #fill(panel: vscode.WebviewPanel, document: vscode.Uri): QueryPanel {
    const filled = fillQueryPanel(panel, document, this.#parts);
    this.#open.set(document.toString(), filled);
    panel.onDidDispose(() => {
      for (const [key, open] of this.#open) if (open === filled) this.#open.delete(key);
      this.#closed.fire();
    });
    return filled;
  }
}

/** A panel beside the query; below it where the query stands beside something already, such as the report it comes from. */
async function newPanel(): Promise<vscode.WebviewPanel> {
  const create = (viewColumn: vscode.ViewColumn) =>
    vscode.window.createWebviewPanel(VIEW_TYPE, 'Result', { viewColumn, preserveFocus: true });
  const editor = vscode.window.activeTextEditor;
  const column = editor?.viewColumn;
  const third = column !== undefined && column > 1 && !vscode.window.tabGroups.all.some(group => group.viewColumn === column + 1);
  if (!third) return create(vscode.ViewColumn.Beside);
  await vscode.commands.executeCommand('workbench.action.newGroupBelow');
  const panel = create(vscode.ViewColumn.Active);
  await vscode.window.showTextDocument(editor!.document, { viewColumn: column });
  return panel;
}

const isMemory = (value: unknown): value is QueryMemory =>
  typeof value === 'object' && value !== null && 'document' in value && typeof value.document === 'string';
