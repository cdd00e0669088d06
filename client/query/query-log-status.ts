import * as vscode from 'vscode';
import { exactNumber } from '../../server/reports/charts/number-text.ts';
import { QUERY_LANGUAGE } from './query-documents.ts';
import type { ChosenLog } from './query-log.ts';

/** The language status item of a query: the log it runs on, and how to choose another. */
export function queryLogStatus(log: ChosenLog): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('auditscope.queryLog', { language: QUERY_LANGUAGE });
  item.name = 'Log for Queries';
  item.command = { command: 'auditscope.chooseQueryLog', title: 'Choose Log…', tooltip: 'Choose the log that queries run on' };
  const show = () => {
    const { name, session } = log;
    const state = session?.state;
    item.text = name ? name.name : 'No log';
    item.busy = state?.kind === 'loading';
    item.detail = detail(name?.events ?? null, name === null, state?.kind);
    item.severity = name && state?.kind !== 'failed' ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
  };
  show();
  return vscode.Disposable.from(item, log.onDidChange(show));
}

function detail(events: number | null, none: boolean, state: 'loading' | 'opened' | 'failed' | undefined): string {
  if (none) return 'choose the log that queries run on';
  if (events !== null) return `${exactNumber(events)} events`;
  if (state === 'failed') return 'could not be read';
  return state === 'loading' ? 'is being read' : 'is read by the first query';
}
