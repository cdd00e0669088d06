import type * as vscode from 'vscode';
import type { LogSession } from './log-session.ts';

/** A log that somebody uses: editors that show it and queries that run on it share one engine, which ends with the last of them. */
export interface LogUse {
  readonly session: LogSession;
  dispose(): void;
}

/** A log file that is open in one or more editors. */
export interface LogDocument extends vscode.CustomDocument, LogUse {}

/** The sessions by their files, in order: whoever asks for the same files gets the same session. */
export class OpenLogs {
  readonly #start: (files: readonly vscode.Uri[]) => LogSession;
  readonly #open = new Map<string, { readonly session: LogSession; users: number }>();
  readonly #listeners = new Set<() => void>();

  constructor(start: (files: readonly vscode.Uri[]) => LogSession) {
    this.#start = start;
  }

  document(uri: vscode.Uri): LogDocument {
    return { uri, ...this.use([uri]) };
  }

  use(files: readonly vscode.Uri[]): LogUse {
    const key = keyOf(files);
    const entry = this.#open.get(key) ?? { session: this.#start(files), users: 0 };
    entry.users++;
    this.#open.set(key, entry);
    this.#tell();
    let disposed = false;
    return {
      session: entry.session,
      dispose: () => {
        if (disposed) return;
        disposed = true;
        if (--entry.users > 0) return;
        this.#open.delete(key);
        entry.session.dispose();
        this.#tell();
      },
    };
  }

  /** The session of these files, where somebody has them open. */
  find(files: readonly vscode.Uri[]): LogSession | undefined {
    return this.#open.get(keyOf(files))?.session;
  }

  /** What logs are opened with has changed. */
  outdate(): void {
    for (const { session } of this.#open.values()) session.outdate();
  }

  /** A log was opened or closed. Returns how to stop listening. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    for (const { session } of this.#open.values()) session.dispose();
    this.#open.clear();
    this.#listeners.clear();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const keyOf = (files: readonly vscode.Uri[]): string => files.map(file => file.toString()).join('\n');
