import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../ensure.mjs';
import { newFolder } from '../new-folder.ts';
import { type CodeServerFolders, installVsix, startCodeServer } from './code-server.ts';
import { layExtension } from './lay-extension.ts';
import type { ThemeName } from './themes.ts';
import { writeUserSettings } from './user-settings.ts';
import { launchBrowser, openWindow, type VsCodeWindow, type WindowSize } from './vscode-window.ts';

export interface Session {
  readonly browser: Browser;
  /** A copy of the sample workspace, free to be changed. */
  readonly workspace: string;
  readonly serverOutput: () => string;
  /** Where code-server keeps its data and the logs of its extension hosts. */
  readonly folders: CodeServerFolders;
  open(size: WindowSize): Promise<VsCodeWindow>;
  stop(): Promise<void>;
}

/**
 * A VS Code of its own with our extension and a copy of the sample workspace: the packaged extension where a VSIX is given,
 * else what `dist/` holds. Nothing is shared with another session, so several can run at a time.
 */
export async function startSession(options: { readonly theme: ThemeName; readonly vsix?: string }): Promise<Session> {
  const parent = join(root, '.cache/vscode');
  mkdirSync(parent, { recursive: true });
  const home = newFolder(join(parent, 's-'));
  const folders = { userData: join(home, 'user'), extensions: join(home, 'extensions') };
  const workspace = join(home, 'workspace');
  cpSync(join(root, 'test/workspace'), workspace, { recursive: true });
  writeUserSettings(folders.userData, options.theme);
  if (options.vsix) installVsix(options.vsix, folders);
  else layExtension(folders.extensions);
  const server = await startCodeServer(folders);
  const browser = await launchBrowser();
  return {
    browser,
    workspace,
    folders,
    serverOutput: server.output,
    open: size => openWindow(browser, server.url, workspace, size),
    async stop() {
      await browser.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
