import * as vscode from 'vscode';
import type { ReportSource } from './export-report.ts';

/** The reports that are open, so that a command finds the one the user looks at, and a query the log behind it. */
export class ActiveReports {
  readonly #open = new Map<vscode.WebviewPanel, ReportSource>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Panels, the one that was looked at last at the end. */
  readonly #seen = new Set<vscode.WebviewPanel>();

  /** A report was opened or closed, or another one is looked at. */
  readonly onDidChange = this.#changed.event;

  add(panel: vscode.WebviewPanel, source: ReportSource): void {
    const see = () => {
      this.#seen.delete(panel);
      this.#seen.add(panel);
      this.#changed.fire();
    };
    this.#open.set(panel, source);
    see();
    panel.onDidChangeViewState(() => panel.active && see());
    panel.onDidDispose(() => {
      this.#open.delete(panel);
      this.#seen.delete(panel);
      this.#changed.fire();
    });
  }

  /** The report that was looked at last. */
  latest(): ReportSource | undefined {
    const panel = [...this.#seen].at(-1);
    return panel && this.#open.get(panel);
  }

  /** The logs of the open reports, each once. */
  logs(): readonly vscode.Uri[] {
    const uris = [...this.#open.values()].map(({ uri }) => uri);
    return uris.filter((uri, i) => uris.findIndex(u => u.toString() === uri.toString()) === i);
  }

  /** Does something with the report in the active editor, or says that there is none. */
  async withActive(run: (source: ReportSource) => Promise<void>): Promise<void> {
    const found = [...this.#open].find(([panel]) => panel.active) ?? [...this.#open].find(([panel]) => panel.visible);
    if (found) await run(found[1]);
    else void vscode.window.showInformationMessage('No audit log is open: open one, and its report can be exported.');
  }
}
