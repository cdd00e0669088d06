import * as vscode from 'vscode';
import { isTimeZone } from '../../server/reports/charts/time-text.ts';

/** The zone in which reports print times: the setting's, or the machine's where it is empty or unknown. */
export function reportTimeZone(output: vscode.LogOutputChannel): string {
  const machine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chosen = vscode.workspace.getConfiguration('auditscope').get<string>('timeZone', '').trim();
  if (chosen === '') return machine;
  if (isTimeZone(chosen)) return chosen;
  output.warn(`auditscope.timeZone: "${chosen}" is no time zone this machine knows; times print in ${machine}.`);
  return machine;
}
