import * as vscode from 'vscode';
import type { QueryMemory } from '../../server/protocol/query-view.ts';
import { fillQueryPanel, type QueryPanel, type QueryPanelParts } from './query-panel.ts';
import type { QueryText } from './query-text.ts';

const VIEW_TYPE = 'auditscope.query';

/** The result panels, one per query document, restored with the window. */
export class QueryPanels implements vscode.Disposable {
  readonly #parts: QueryPanelParts;
  readonly #open = new Map<string, QueryPanel>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #serializer: vscode.Disposable;

  /** A panel was closed. */
  readonly onDidClose = this.#closed.event;

  constructor(parts: QueryPanelParts) {
    this.#parts = parts;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel, memory: unknown) => {
        const document = isMemory(memory) ? vscode.Uri.parse(memory.document) : undefined;
        if (document && !this.#open.has(document.toString())) this.#fill(panel, document);
        else panel.dispose();
      },
    });
  }

  get size(): number {
    return this.#open.size;
  }

  /** Runs or explains a text of a document in the panel of the document, which opens beside it. */
  ask(what: 'run' | 'explain', document: vscode.Uri, text: QueryText): void {
    const known = this.#open.get(document.toString());
    known?.panel.reveal(undefined, true);
    const { ask } = known ?? this.#fill(newPanel(), document);
    ask(what, text);
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
      this.#open.delete(document.toString());
      this.#closed.fire();
    });
    return filled;
  }
}

const newPanel = (): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(VIEW_TYPE, 'Result', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });

const isMemory = (value: unknown): value is QueryMemory =>
  typeof value === 'object' && value !== null && 'document' in value && typeof value.document === 'string';
