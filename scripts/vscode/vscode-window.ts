import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { ensureChromium } from '../ensure.mjs';
import { THEMES, type ThemeName } from './themes.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A VS Code window in a browser, driven by what a user sees and types. */
export interface VsCodeWindow {
  readonly page: Page;
  /** Errors that pages wrote to their console, ours or the workbench's. */
  readonly consoleErrors: readonly string[];
  /** Opens a file of the workspace by name, as Go to File does. */
  openFile(name: string): Promise<void>;
  /** Runs a command by its title in the command palette. */
  runCommand(title: string): Promise<void>;
  /** Chooses a colour theme as a user does; resolves when the workbench shows it. */
  chooseTheme(theme: ThemeName): Promise<void>;
  /** The page inside the webview that carries an element. */
  webview(selector: string): Promise<Frame>;
  close(): Promise<void>;
}

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** VS Code on two busy cores answers slowly, but it answers. */
const PATIENCE = 30_000;
/** A machine that does much else starts the extension host late. */
const START_PATIENCE = 120_000;

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGUMENTS });

/** Opens a window on a folder; resolves when the workbench and our extension are there. */
export async function openWindow(browser: Browser, url: string, folder: string, viewport: WindowSize): Promise<VsCodeWindow> {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const consoleErrors: string[] = [];
  page.on('console', message => message.type() === 'error' && consoleErrors.push(message.text()));
  page.on('pageerror', error => consoleErrors.push(error.stack ?? error.message));
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: START_PATIENCE });
  const typeInPalette = async (key: string, text: string, row: string) => {
    await page.keyboard.press(key);
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(text);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click();
  };
  // files open in our editors only once VS Code has read the extension's manifest: our commands tell when
  await knowsOurCommands(page);
  return {
    page,
    consoleErrors,
    async openFile(name) {
      await typeInPalette('Control+P', name, name);
      // what comes next is meant for this editor, not for the one that was active before
      await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
    },
    runCommand: title => typeInPalette('F1', `>${title}`, title),
    async chooseTheme(theme) {
      await typeInPalette('F1', '>Preferences: Color Theme', 'Preferences: Color Theme');
      const input = page.locator('.quick-input-widget input[type="text"]').first();
      await input.fill(THEMES[theme].label);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: THEMES[theme].label }).waitFor();
      await page.keyboard.press('Enter');
      // the theme shows already while it is only picked; the list closes later, and would close what comes next
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await page.locator(`.monaco-workbench.${THEMES[theme].workbench}`).waitFor();
    },
    webview: selector => frameWith(page, selector),
    close: () => context.close(),
  };
}

/** A webview is a frame in a frame; the one that is meant is known by what it shows. */
async function frameWith(page: Page, selector: string): Promise<Frame> {
  const limit = Date.now() + PATIENCE;
  while (Date.now() < limit) {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const visible = await frame
        .locator(selector)
        .first()
        .isVisible()
        .catch(() => false);
      if (visible) return frame;
    }
    await page.waitForTimeout(100);
  }
  const texts = await Promise.all(
    page.frames().map(f =>
      f
        .locator('body')
        .allInnerTexts()
        .catch(() => []),
    ),
  );
  const shown = texts
    .flat()
    .map(text => text.slice(0, 300))
    .join('\n---\n');
  throw new Error(`no webview shows ${selector} within ${PATIENCE / 1000} s; the frames show:\n${shown}`);
}

/** The palette lists the commands known when it opens, so it is opened until ours are among them. */
async function knowsOurCommands(page: Page): Promise<void> {
  const limit = Date.now() + START_PATIENCE;
  while (Date.now() < limit) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input[type="text"]').first().fill('>Auditscope: ');
    const ours = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Auditscope: ' }).first();
    const there = await isThere(ours, 1000);
    await page.keyboard.press('Escape');
    if (there) return;
  }
  throw new Error('VS Code does not know the commands of the extension: is it installed?');
}

const isThere = (element: Locator, timeout: number): Promise<boolean> =>
  element.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
