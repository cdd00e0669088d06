import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { type Session, startSession } from './session.ts';
import { THEME_NAMES, type ThemeName } from './themes.ts';
import type { VsCodeWindow, WindowSize } from './vscode-window.ts';

/** Pictures of every view in four themes, wide and narrow, into `.cache/screenshots/`: to be looked at, not compared. */
const SIZES: Readonly<Record<string, WindowSize>> = { wide: { width: 1440, height: 900 }, narrow: { width: 700, height: 900 } };
const out = join(root, '.cache/screenshots');
mkdirSync(out, { recursive: true });

const themes = process.argv.slice(2).length > 0 ? (process.argv.slice(2) as ThemeName[]) : THEME_NAMES;
for (const theme of themes) {
  const session = await startSession({ theme });
  try {
    for (const [name, size] of Object.entries(SIZES)) await picturesOf(session, `${theme}-${name}`, size);
  } finally {
    await session.stop();
  }
}

async function picturesOf(session: Session, name: string, size: WindowSize): Promise<void> {
  const window = await session.open(size);
  const shoot = async (view: string) => {
    if (view !== 'hover') await window.page.mouse.move(25, 500);
    await window.page.waitForTimeout(600);
    await window.page.screenshot({ path: join(out, `${name}-${view}.png`) });
  };
  // a narrow window has no room for the side bar, and who works in one closes it
  if (size.width < 1000) await window.page.keyboard.press('Control+B');
  for (const views of [report, query, policy, matrixAndComparison]) await views(window, shoot);
  await window.close();
}

type Shoot = (view: string) => Promise<void>;

async function report(window: VsCodeWindow, shoot: Shoot): Promise<void> {
  await window.openFile('audit.log');
  const view = await window.webview('main.report [data-panel="total-events"]');
  await view.locator('[data-panel][aria-busy="true"]').first().waitFor({ state: 'detached' });
  await shoot('report');
  await view.locator('[data-list]').first().scrollIntoViewIfNeeded();
  await view.locator('[data-list="exec-list"]').click();
  await shoot('report-lists');
  await view.locator('#tab-events').click();
  await view.locator('.event-grid [role="row"]').nth(5).waitFor();
  await shoot('events');
  await view
    .locator('.event-grid [role="row"]')
    .nth(5)
    .click({ position: { x: 60, y: 11 } });
  await view.locator('aside.inspector dl').waitFor();
  await shoot('inspector');
  await window.runCommand('View: Close All Editors');
}

async function query(window: VsCodeWindow, shoot: Shoot): Promise<void> {
  const { page } = window;
  await window.openFile('suspicious.slsq');
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  const view = await window.webview('main.query .grid-row.body');
  await view.locator('.query-head [role="status"]', { hasText: 'rows in' }).waitFor();
  await shoot('query');
  await view.locator('#tab-chart').click();
  await view.locator('.result-plot svg').waitFor();
  await shoot('query-chart');
  await view.locator('#tab-explain').click();
  await view.locator('.step').first().waitFor();
  await shoot('query-explain');
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
  await shoot('query-completion');
  await page.keyboard.press('Escape');
  await window.runCommand('View: Close All Editors');
}

async function policy(window: VsCodeWindow, shoot: Shoot): Promise<void> {
  const { page } = window;
  await window.openFile('audit-policy.yaml');
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  await page
    .locator('.view-lines .view-line span span', { hasText: /^level$/ })
    .nth(1)
    .hover();
  await page.locator('.monaco-hover:not(.hidden) p').first().waitFor();
  await shoot('hover');
  await page.mouse.move(5, 5);
  await window.runCommand('Problems: Focus on Problems View');
  await shoot('problems');
  await window.runCommand('View: Toggle Panel Visibility');
  await window.runCommand('Auditscope: Simulate Request');
  await (await window.webview('main.simulator .verdict')).locator('.verdict').waitFor();
  await shoot('simulator');
  await window.runCommand('View: Close All Editors');
}

async function matrixAndComparison(window: VsCodeWindow, shoot: Shoot): Promise<void> {
  await window.openFile('audit-policy-ack.yaml');
  await window.runCommand('Auditscope: Show Level Matrix');
  await (await window.webview('main.matrix .grid .cell')).locator('.grid .cell').first().waitFor();
  await shoot('matrix');
  await window.runCommand('View: Close All Editors');
  await window.openFile('audit-policy-ack.yaml');
  await window.runCommand('Auditscope: Compare with Another Policy…');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'audit-policy.yaml' }).first().click();
  await (await window.webview('main.compare .change')).locator('.change').first().waitFor();
  await shoot('compare');
  await window.runCommand('View: Close All Editors');
}
