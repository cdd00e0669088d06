import * as vscode from 'vscode';
import { logName } from '../../server/logs/order-log-files.ts';
import type { QueryLog } from '../../server/protocol/query-view.ts';
import type { ActiveReports } from '../logs/active-reports.ts';
import type { LogUse, OpenLogs } from '../logs/log-document.ts';
import type { LogSession } from '../logs/log-session.ts';

const KEY = 'auditscope.query.log';

/**
 * The log that queries run on: what the user chose, else that of the report that was looked at last. Shares its engine with the
 * report; it loads when the first query needs it.
 */
export class ChosenLog implements vscode.Disposable {
  readonly #logs: OpenLogs;
  readonly #reports: ActiveReports;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #chosen: readonly vscode.Uri[] | null;
  /** Stays when its report is closed, until there is another. */
  #latest: vscode.Uri | null = null;
  #held: { readonly key: string; readonly use: LogUse } | undefined;
  #followed: LogSession | undefined;
  #stopFollowing: () => void = () => undefined;

  /** Another log is meant, or more is known of it. */
  readonly onDidChange = this.#changed.event;

  constructor(logs: OpenLogs, reports: ActiveReports, memory: vscode.Memento) {
    this.#logs = logs;
    this.#reports = reports;
    this.#memory = memory;
    this.#chosen = urisIn(memory.get<unknown>(KEY));
    const update = () => this.#update();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      reports.onDidChange(update),
      new vscode.Disposable(logs.onDidChange(update)),
    );
    this.#update();
  }

  /** Read as one log, in this order; null where nobody has chosen one and no report was open. */
  get files(): readonly vscode.Uri[] | null {
    return this.#chosen ?? (this.#latest && [this.#latest]);
  }

  /** Whether the user chose it, instead of looking at its report. */
  get isChosen(): boolean {
    return this.#chosen !== null;
  }

  /** The log of the report that was looked at last. */
  get ofReport(): vscode.Uri | null {
    return this.#latest;
  }

  /** Null: the log of the report. */
  choose(files: readonly vscode.Uri[] | null): void {
    this.#chosen = files;
    void this.#memory.update(
      KEY,
      files?.map(file => file.toString()),
    );
    this.#update();
  }

  /** The session, where somebody has the log open. */
  get session(): LogSession | undefined {
    return this.#followed;
  }

  /** As it is named on screen. */
  get name(): QueryLog | null {
    const { files } = this;
    if (!files) return null;
    const state = this.session?.state;
    return { name: logName(files.map(file => file.path)), events: state?.kind === 'opened' ? state.log.summary.events : null };
  }

  /** Opens the log where it is not open yet, and keeps it open until `release` or until another is meant. */
  use(): LogSession | null {
    const { files } = this;
    if (!files) return null;
    const key = files.join('\n');
    if (this.#held?.key !== key) {
      const before = this.#held;
      this.#held = { key, use: this.#logs.use(files) };
      before?.use.dispose();
    }
    return this.#held.use.session;
  }

  /** No query needs it any more. */
  release(): void {
    const before = this.#held;
    this.#held = undefined;
    before?.use.dispose();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#stopFollowing();
    this.release();
  }

  #update(): void {
    this.#latest = this.#reports.latest()?.uri ?? this.#latest;
    const { files } = this;
    const session = files ? this.#logs.find(files) : undefined;
    if (session !== this.#followed) {
      this.#stopFollowing();
      this.#followed = session;
      this.#stopFollowing = session?.onDidChange(() => this.#changed.fire()) ?? (() => undefined);
    }
    this.#changed.fire();
  }
}

/** The files in a value that another version of the extension may have written. */
function urisIn(value: unknown): readonly vscode.Uri[] | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(v => typeof v === 'string')) return null;
  return value.map(text => vscode.Uri.parse(text));
}
