import * as vscode from 'vscode';
import { reportTimeZone } from '../logs/time-zone.ts';
import type { RunSettings } from './query-session.ts';

/** How queries run, as the settings say. */
export function runSettings(output: vscode.LogOutputChannel): RunSettings {
  const settings = vscode.workspace.getConfiguration('auditscope.query');
  return {
    timeZone: reportTimeZone(output),
    limit: atLeastOne(settings.get('rows', 100)),
    timeout: atLeastOne(settings.get('timeout', 60)) * 1000,
  };
}

/** Settings are text that anyone may have written. */
const atLeastOne = (value: unknown): number => (typeof value === 'number' && value >= 1 ? Math.floor(value) : 1);
