import * as vscode from 'vscode';
import type { ReportSource } from './export-report.ts';

/** The reports that are open, so that a command finds the one the user looks at. */
export class ActiveReports {
  readonly #open = new Map<vscode.WebviewPanel, ReportSource>();

  add(panel: vscode.WebviewPanel, source: ReportSource): void {
    this.#open.set(panel, source);
    panel.onDidDispose(() => this.#open.delete(panel));
  }

  /** Does something with the report in the active editor, or says that there is none. */
  async withActive(run: (source: ReportSource) => Promise<void>): Promise<void> {
    const found = [...this.#open].find(([panel]) => panel.active) ?? [...this.#open].find(([panel]) => panel.visible);
    if (found) await run(found[1]);
    else void vscode.window.showInformationMessage('No audit log is open: open one, and its report can be exported.');
  }
}
