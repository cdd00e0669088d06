import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { startSession } from './session.ts';
import { THEME_NAMES } from './themes.ts';

/**
 * Writes what a webview is told of each theme (the `--vscode-*` variables, the classes and data of its body) to
 * `.cache/theme-variables/`, for tests that show a page of ours without VS Code.
 */
const out = join(root, '.cache/theme-variables');
mkdirSync(out, { recursive: true });

for (const theme of THEME_NAMES) {
  const session = await startSession({ theme });
  try {
    const window = await session.open({ width: 1440, height: 900 });
    await window.openFile('audit-policy.yaml');
    await window.page.locator('.squiggly-warning').first().waitFor();
    await window.runCommand('Auditscope: Simulate Request');
    const view = await window.webview('textarea');
    const told = await view.evaluate(() => {
      const variables: Record<string, string> = {};
      for (const name of document.documentElement.style) variables[name] = document.documentElement.style.getPropertyValue(name);
      return { bodyClass: document.body.className, bodyData: { ...document.body.dataset }, variables };
    });
    writeFileSync(join(out, `${theme}.json`), `${JSON.stringify(told, null, 2)}\n`);
    console.log(`${theme}: ${Object.keys(told.variables).length} variables`);
  } finally {
    await session.stop();
  }
}
