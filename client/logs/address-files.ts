import * as vscode from 'vscode';
import type { OpenLogOptions } from '../../server/logs/open-log.ts';

type Knowledge = NonNullable<OpenLogOptions['knowledge']>;

/** Databases and lists of the user's that functions over addresses ask, as the settings name them: read when a log is opened. */
export function addressFiles(): Knowledge {
  const settings = vscode.workspace.getConfiguration('auditscope.query');
  const cities = settings.get<string>('cityDatabase', '').trim();
  const networks = settings.get<string>('networkDatabase', '').trim();
  const lists = settings.get<unknown>('securityLists');
  return {
    ...(cities !== '' && { cities }),
    ...(networks !== '' && { networks }),
    setBy: {
      cities: 'the setting auditscope.query.cityDatabase',
      networks: 'the setting auditscope.query.networkDatabase',
      lists: 'the setting auditscope.query.securityLists',
    },
    lists: { ip: filesIn(lists, 'ip'), domain: filesIn(lists, 'domain'), url: filesIn(lists, 'url') },
  };
}

const SETTINGS = ['cityDatabase', 'networkDatabase', 'securityLists'];

export const affectsAddressFiles = (event: vscode.ConfigurationChangeEvent): boolean =>
  SETTINGS.some(name => event.affectsConfiguration(`auditscope.query.${name}`));

/** What of a setting, that anyone may have written, is a list of files. */
function filesIn(lists: unknown, kind: 'ip' | 'domain' | 'url'): readonly string[] {
  if (typeof lists !== 'object' || lists === null) return [];
  const files: unknown = (lists as Readonly<Record<string, unknown>>)[kind];
  return Array.isArray(files) ? files.filter(file => typeof file === 'string' && file.trim() !== '') : [];
}
