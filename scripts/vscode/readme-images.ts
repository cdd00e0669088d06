import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { startSession } from './session.ts';

/** Takes the pictures of README.md, in a real VS Code on the sample workspace, into `docs/images`. Run after the build. */
const SIZE = { width: 1280, height: 800 };
const session = await startSession({ theme: 'dark' });
try {
  const window = await session.open(SIZE);
  const { page } = window;
  const shoot = async (name: string) => {
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
  };
  await window.openFile('audit.log');
  const report = await window.webview('main.report [data-panel="total-events"]');
  await report.locator('[data-panel][aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+B');
  await shoot('report');
  await window.runCommand('View: Close All Editors');

  await window.openFile('suspicious.slsq');
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  const result = await window.webview('main.query .grid-row.body');
  await result.locator('.query-head [role="status"]', { hasText: 'rows in' }).waitFor();
  await page.mouse.move(25, 500);
  await shoot('query');
  await window.runCommand('View: Close All Editors');

  await window.openFile('audit-policy.yaml');
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  await window.runCommand('Problems: Focus on Problems View');
  // the first rule, whose hover stands below it
  const level = page.locator('.view-lines .view-line span span', { hasText: /^level$/ }).nth(1);
  await level.hover();
  await page.locator('.monaco-hover:not(.hidden) p').first().waitFor();
  await shoot('policy');

  await window.runCommand('View: Toggle Panel Visibility');
  await window.runCommand('Auditscope: Simulate Request');
  await (await window.webview('main.simulator .verdict')).locator('.verdict').waitFor();
  // tall enough for the trace and the recorded event
  await page.setViewportSize({ width: SIZE.width, height: 1120 });
  // away from everything that shows a tooltip
  await page.mouse.move(25, 500);
  await shoot('simulator');
} finally {
  await session.stop();
}
