import * as vscode from 'vscode';

/** Texts of closed documents are dropped when the editor says so; this bounds the case that it does not. */
const KEPT = 50;

/** Read-only documents that are no files: the query of a panel, the JSON of an event. They never ask to be saved. */
export class VirtualDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  readonly #scheme: string;
  #next = 1;

  /** Documents of different kinds need schemes of their own. */
  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(document => this.#texts.delete(document.uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Shows a text beside the active editor under a name; the language decides its colours. */
  async show(name: string, text: string, language: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: this.#scheme, path: `/${this.#next++}/${name}` });
    this.#texts.set(uri.toString(), text);
    const oldest = this.#texts.keys().next().value;
    if (this.#texts.size > KEPT && oldest !== undefined) this.#texts.delete(oldest);
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), language);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
