import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { HostPlan } from './fake-host.ts';
import { viewBundle } from './view-bundle.ts';

/** The report view in a plain page: the real bundle under the real content policy, with a host of ours and the editor's theme variables. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const NONCE = 'c29tZXRoaW5nIHJhbmRvbQ==';

export const THEMES = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

interface ThemeFile {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface ViewBrowser {
  /** Opens the view anew, always in the same page: a page of its own for every test took most of the time. */
  open(
    plan: HostPlan,
    options?: { readonly theme?: Theme; readonly width?: number; readonly height?: number; readonly kept?: unknown },
  ): Promise<Page>;
  /** Fails where a page had a script error, broke the content policy, or asked the network for anything. */
  noComplaints(): void;
  readonly bundleBytes: number;
  close(): Promise<void>;
}

export async function startViewBrowser(): Promise<ViewBrowser> {
  const [view, host] = await Promise.all([viewBundle('client/webview/report/main.ts'), viewBundle('test/client/fake-host.ts')]);
  const codicons = `${root}node_modules/@vscode/codicons/dist/`;
  const page = (origin: string, id: string) => {
    const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${origin}; font-src ${origin}; img-src ${origin} data:`;
    const script = (file: string, type: string) => `<script nonce="${NONCE}" src="/${file}"${type}></script>`;
    return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Audit Log Report</title>
    <link rel="stylesheet" href="/codicon.css"><link rel="stylesheet" href="/report.css"><link rel="icon" href="data:,"></head>
    <body>${script(`given-${id}.js`, '')}${script('host.js', ' type="module"')}${script('report.js', ' type="module"')}</body></html>`;
  };
  /** What each opened page is given before its scripts run: the plan of its host, what was kept, its theme. */
  const given: string[] = [];
  const files: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
    '/report.js': ['text/javascript', view.js],
    '/report.css': ['text/css', view.css],
    '/host.js': ['text/javascript', host.js],
    '/codicon.css': ['text/css', readFileSync(`${codicons}codicon.css`)],
    '/codicon.ttf': ['font/ttf', readFileSync(`${codicons}codicon.ttf`)],
  };
  // a server instead of intercepted requests: the browser then keeps what it has read and compiled
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, kind, id = ''] = /^\/(view|given)-(\d+)/.exec(path) ?? [];
    const [type, body] =
      kind === 'view'
        ? ['text/html', page(`http://${request.headers.host}`, id)]
        : kind === 'given'
          ? ['text/javascript', given[Number(id)] ?? '']
          : (files[path] ?? ['', '']);
    response.writeHead(type === '' ? 404 : 200, { 'content-type': type, ...(!kind && { 'cache-control': 'max-age=600' }) });
    response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars=false'],
  });
  const context = await browser.newContext();
  const complaints: string[] = [];
  const foreign: string[] = [];
  let opened: Page | undefined;
  const onePage = async (): Promise<Page> => {
    if (opened) return opened;
    opened = await context.newPage();
    opened.on('pageerror', error => complaints.push(String(error)));
    opened.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('request', request => {
      if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    return opened;
  };
  return {
    noComplaints() {
      assert.deepEqual(complaints.splice(0), [], 'the page and its content policy have nothing to complain about');
      assert.deepEqual(foreign.splice(0), [], 'nothing is asked of the network');
    },
    bundleBytes: Buffer.byteLength(view.js),
    async open(plan, { theme = 'dark', width = 1440, height = 900, kept } = {}) {
      const page = await onePage();
      await page.setViewportSize({ width, height });
      const { bodyClass, variables } = JSON.parse(readFileSync(`${root}test/client/themes/${theme}.json`, 'utf8')) as ThemeFile;
      const id = given.push(`{
        const { plan, kept, variables, bodyClass } = ${JSON.stringify({ plan, kept, variables, bodyClass })};
        Object.assign(window, { plan, kept });
        for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
        document.body.className = bodyClass;
      }`);
      await page.mouse.move(0, 0);
      await page.goto(`${origin}/view-${id - 1}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Waits until what was just done is drawn and everything that was asked has its answer. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForFunction(
    () => document.querySelector('.report') !== null && document.querySelector('[aria-busy="true"], .progress.busy') === null,
  );
}
