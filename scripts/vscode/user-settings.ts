import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { THEMES, type ThemeName } from './themes.ts';

/** Settings of a window that shows our extension and nothing that moves, asks or calls home by itself. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // in a browser files save themselves by default
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
};

/** Writes the user settings that code-server reads, before it starts or while it runs. */
export function writeUserSettings(userData: string, theme: ThemeName, more: Readonly<Record<string, unknown>> = {}): void {
  mkdirSync(join(userData, 'User'), { recursive: true });
  const settings = { ...QUIET, 'workbench.colorTheme': THEMES[theme].setting, ...more };
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(settings, null, 2));
}
