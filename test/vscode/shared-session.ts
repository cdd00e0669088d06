import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../scripts/ensure.mjs';
import { type Session, startSession } from '../../scripts/vscode/session.ts';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';

let session: Promise<Session> | undefined;

/**
 * One VS Code for all tests of a run (they run in one process): the packaged extension that AUDITSCOPE_VSIX names, else what
 * `dist/` holds. It ends with the run.
 */
export function sharedSession(): Promise<Session> {
  const vsix = process.env.AUDITSCOPE_VSIX;
  session ??= startSession({ theme: 'dark', ...(vsix && { vsix }) });
  return session;
}

after(async () => {
  await (await session)?.stop();
});

/** A picture of the window after a test that failed, for whoever looks into it. */
export async function pictureOfFailure(window: VsCodeWindow, test: { readonly name: string; readonly passed?: boolean }): Promise<void> {
  if (test.passed !== false) return;
  const file = join(root, '.cache/screenshots', `failed-${test.name.replace(/\W+/g, '-').slice(0, 60)}.png`);
  await window.page.screenshot({ path: file }).catch(() => {});
  console.error(`picture: ${file}`);
}
