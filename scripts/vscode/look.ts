import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { outputLogs } from './output-logs.ts';
import { startSession } from './session.ts';
import { THEME_NAMES, type ThemeName } from './themes.ts';

/**
 * Takes a picture of the extension in a real VS Code:
 *
 *     node scripts/vscode/look.ts --theme dark --open audit.log --out .cache/screenshots/report.png
 *
 * Shows what `dist/` holds. `--open` and `--command` may be repeated; files open first, then the commands run by title,
 * then `--click SELECTOR` clicks inside webviews; `--log` prints what the extension logged.
 */
const { values } = parseArgs({
  options: {
    theme: { type: 'string', default: 'dark' },
    open: { type: 'string', multiple: true, default: [] },
    command: { type: 'string', multiple: true, default: [] },
    click: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '.cache/screenshots/look.png' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    log: { type: 'boolean', default: false },
    wait: { type: 'string', default: '3000' },
  },
});
if (!THEME_NAMES.includes(values.theme as ThemeName)) throw new Error(`--theme is one of ${THEME_NAMES.join(', ')}`);

const session = await startSession({ theme: values.theme as ThemeName });
try {
  const window = await session.open({ width: Number(values.width), height: Number(values.height) });
  for (const file of values.open) {
    await window.openFile(file);
    await window.page.waitForTimeout(1500);
  }
  for (const title of values.command) {
    await window.runCommand(title);
    await window.page.waitForTimeout(1500);
  }
  // inside a webview, wherever the selector is found
  for (const selector of values.click) await (await window.webview(selector)).locator(selector).first().click();
  await window.page.waitForTimeout(Number(values.wait));
  const out = resolve(values.out);
  mkdirSync(dirname(out), { recursive: true });
  await window.page.screenshot({ path: out });
  console.log(out);
  for (const error of window.consoleErrors) console.log(`console error: ${error.slice(0, 300)}`);
  if (values.log) for (const [name, text] of outputLogs(session.folders.userData)) console.log(`--- ${name}\n${text}`);
} finally {
  await session.stop();
}
