import * as vscode from 'vscode';
import { exactNumber } from '../../server/reports/charts/number-text.ts';
import { zonedTime } from '../../server/reports/charts/time-text.ts';
import { newQuery } from './query-documents.ts';
import { type HistoryEntry, historyIn, withoutQuery, withQuery } from './query-history.ts';
import type { RanQuery } from './query-session.ts';

const KEY = 'auditscope.query.history';

/** What was run in this workspace. */
export interface QueryHistory {
  add(query: RanQuery): void;
  /** A list to search; what is picked opens as a new query. */
  pick(): Promise<void>;
}

export function queryHistory(memory: vscode.Memento): QueryHistory {
  const read = () => historyIn(memory.get<unknown>(KEY));
  const write = (history: readonly HistoryEntry[]) => void memory.update(KEY, history);
  return {
    add: query => write(withQuery(read(), { ...query, when: Date.now() })),
    async pick() {
      if (read().length === 0) {
        void vscode.window.showInformationMessage('No query has been run in this workspace yet.');
        return;
      }
      const entry = await pickEntry(read(), gone => write(withoutQuery(read(), gone)));
      if (entry) await newQuery(entry.text);
    },
  };
}

type Item = vscode.QuickPickItem & { readonly entry: HistoryEntry };

const REMOVE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Remove from History' };

function pickEntry(history: readonly HistoryEntry[], remove: (entry: HistoryEntry) => void): Promise<HistoryEntry | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = 'Query History';
  pick.placeholder = 'Search the queries that were run here; Enter opens one as a new query';
  pick.matchOnDetail = true;
  pick.items = history.map(itemOf);
  return new Promise(resolve => {
    pick.onDidTriggerItemButton(({ item }) => {
      remove(item.entry);
      pick.items = pick.items.filter(other => other !== item);
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.entry);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

const MACHINE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Characters of a query in one line of the list. */
const LINE = 300;

function itemOf(entry: HistoryEntry): Item {
  const { text, log, when, rows, milliseconds } = entry;
  return {
    label: oneLine(text),
    detail: `${zonedTime(when, MACHINE_ZONE)}, ${log}, ${exactNumber(rows)} ${rows === 1 ? 'row' : 'rows'} in ${exactNumber(Math.max(1, Math.round(milliseconds)))} ms`,
    buttons: [REMOVE],
    entry,
  };
}

/** A query in one line; `$(…)` in a label would be drawn as an icon. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, LINE).replaceAll('$(', '$\u200b(');
