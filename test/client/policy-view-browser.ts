import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import simulatorTheme from './simulator-theme.json' with { type: 'json' };
import { viewBundle } from './view-bundle.ts';
import type { Theme } from './view-page.ts';

/** A view in a plain page: the real bundle under the real content policy, the editor's theme variables, a host of ours. */
export interface PolicyViewBrowser {
  open(host: ViewHost, look?: ViewLook): Promise<Page>;
  /** Script errors, and violations of the content policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Plays the editor: answers a message of the view with messages to it. */
export interface ViewHost {
  answer(message: never): readonly unknown[] | Promise<readonly unknown[]>;
}

export interface ViewLook {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the editor kept from an earlier session. */
  readonly kept?: unknown;
}

interface ThemeFile {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const ORIGIN = 'https://policy-view.test';
const POLICY = `default-src 'none'; script-src 'nonce-n'; style-src ${ORIGIN}; font-src ${ORIGIN}; img-src ${ORIGIN} data:`;
const PAGE = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>View</title><link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/view.css"></head>
<body><script nonce="n" src="/view.js" type="module"></script></body></html>`;

/** `view` is the folder under client/webview. */
export async function startPolicyViewBrowser(view: 'matrix' | 'compare' | 'simulator' | 'query'): Promise<PolicyViewBrowser> {
  const bundle = await viewBundle(`client/webview/${view}/main.ts`);
  const codicon = (name: string) => readFileSync(`${root}node_modules/@vscode/codicons/dist/${name}`);
  const files: Readonly<Record<string, { readonly contentType: string; readonly body: string | Buffer }>> = {
    '/': { contentType: 'text/html', body: PAGE },
    '/view.js': { contentType: 'text/javascript', body: bundle.js },
    '/view.css': { contentType: 'text/css', body: bundle.css },
    '/codicon.css': { contentType: 'text/css', body: codicon('codicon.css') },
    '/codicon.ttf': { contentType: 'font/ttf', body: codicon('codicon.ttf') },
  };
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const complaints: string[] = [];
  return {
    complaints,
    async open(host, { theme = 'dark', width = 1440, height = 900, kept } = {}) {
      const page = await browser.newPage({ viewport: { width, height } });
      page.on('pageerror', error => complaints.push(String(error)));
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      await page.route('**/*', route => {
        const file = files[new URL(route.request().url()).pathname];
        if (!file) complaints.push(`asked for ${route.request().url()}`);
        return file ? route.fulfill(file) : route.abort();
      });
      await page.exposeFunction('hostReceives', (message: never) => host.answer(message));
      await page.addInitScript(playEditor, { ...themeFile(theme), kept: kept ?? null });
      await page.goto(`${ORIGIN}/`);
      return page;
    },
    close: () => browser.close(),
  };
}

/** The editor's variables of a theme. */
function themeFile(theme: Theme): ThemeFile {
  const { bodyClass, variables } = JSON.parse(readFileSync(`${root}test/client/themes/${theme}.json`, 'utf8')) as ThemeFile;
  return { bodyClass, variables: { ...simulatorTheme[theme], ...variables } };
}

/** Changes the theme of an open page, as the editor does. */
export const showTheme = (page: Page, theme: Theme): Promise<void> =>
  page.evaluate(({ bodyClass, variables }) => {
    document.documentElement.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = bodyClass;
  }, themeFile(theme));

/** Sends a message to the view, as the editor would by itself. */
export const tell = (page: Page, message: unknown): Promise<void> =>
  page.evaluate(sent => window.postMessage(sent, '*'), message as Record<string, unknown>);

/** Runs in the page, before the view. */
function playEditor(given: ThemeFile & { readonly kept: unknown }): void {
  const page = window as unknown as {
    hostReceives: (message: unknown) => Promise<readonly unknown[]>;
    acquireVsCodeApi: () => unknown;
    kept: unknown;
  };
  page.kept = given.kept ?? undefined;
  page.acquireVsCodeApi = () => ({
    postMessage: async (message: unknown) => {
      for (const reply of await page.hostReceives(message)) window.postMessage(reply, '*');
    },
    getState: () => page.kept,
    setState: (state: unknown) => {
      page.kept = state;
    },
  });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(given.variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = given.bodyClass;
  });
}
