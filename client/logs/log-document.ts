import type * as vscode from 'vscode';
import type { LogSession } from './log-session.ts';

/** A log file that is open in one or more editors; they share one engine, which ends with the last of them. */
export interface LogDocument extends vscode.CustomDocument {
  readonly session: LogSession;
}

/** The sessions by file: two kinds of editors on one file share one too. */
export class OpenLogs {
  readonly #open = new Map<string, { readonly session: LogSession; users: number }>();

  document(uri: vscode.Uri, start: () => LogSession): LogDocument {
    const key = uri.toString();
    const entry = this.#open.get(key) ?? { session: start(), users: 0 };
    entry.users++;
    this.#open.set(key, entry);
    let disposed = false;
    return {
      uri,
      session: entry.session,
      dispose: () => {
        if (disposed) return;
        disposed = true;
        if (--entry.users > 0) return;
        this.#open.delete(key);
        entry.session.dispose();
      },
    };
  }

  dispose(): void {
    for (const { session } of this.#open.values()) session.dispose();
    this.#open.clear();
  }
}
