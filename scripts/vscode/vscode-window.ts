import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { ensureChromium } from '../ensure.mjs';

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

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGUMENTS });

/** Opens a window on a folder; resolves when the workbench is there. */
export async function openWindow(browser: Browser, url: string, folder: string, viewport: WindowSize): Promise<VsCodeWindow> {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const consoleErrors: string[] = [];
  page.on('console', message => message.type() === 'error' && consoleErrors.push(message.text()));
  page.on('pageerror', error => consoleErrors.push(error.stack ?? error.message));
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
  const typeInPalette = async (key: string, text: string, row: string) => {
    await page.keyboard.press(key);
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(text);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click();
  };
  return {
    page,
    consoleErrors,
    openFile: name => typeInPalette('Control+P', name, name),
    runCommand: title => typeInPalette('F1', `>${title}`, title),
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
  throw new Error(`no webview shows ${selector} within ${PATIENCE / 1000} s`);
}
