import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { outputLogs } from '../../scripts/vscode/output-logs.ts';
import type { Session } from '../../scripts/vscode/session.ts';
import { THEME_NAMES, THEMES } from '../../scripts/vscode/themes.ts';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { reportPage } from './report-page.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';

describe('the extension as a part of VS Code', () => {
  let session: Session;
  let window: VsCodeWindow;

  before(async () => {
    session = await sharedSession();
    window = await session.open({ width: 1440, height: 900 });
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(() => window.close());

  it('follows the theme while a report is open', async () => {
    await window.openFile('audit.log');
    const report = await reportPage(window);
    const colours = new Set<string>();
    for (const theme of THEME_NAMES) {
      await window.chooseTheme(theme);
      await report.frame.locator(`body[data-vscode-theme-id="${THEMES[theme].setting}"]`).waitFor();
      await window.page.waitForTimeout(300);
      const bar = report.frame.locator('[data-panel="operations-over-time"] svg path[fill]:not([fill="none"])').last();
      colours.add(`${await report.frame.locator('body').evaluate(body => getComputedStyle(body).color)} ${await bar.getAttribute('fill')}`);
    }
    assert.equal(colours.size, THEME_NAMES.length, [...colours].join('; '));
    await window.chooseTheme('dark');
  });

  it('has a walkthrough with the first steps', async () => {
    await window.runCommand('Welcome: Open Walkthrough');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Audit policies and audit logs' }).click();
    const steps = window.page.locator('.getting-started-step');
    await steps.first().waitFor();
    const titles = await steps.locator('.step-title').allInnerTexts();
    assert.deepEqual(titles, ['Open an audit policy', 'Simulate a request', 'Open an audit log', 'Ask the log a question']);
    await steps.first().locator('button, a', { hasText: 'Open the sample policy' }).first().click();
    await window.page.locator('.tab', { hasText: 'audit-policy.yaml' }).waitFor();
  });

  it('writes no error anywhere', () => {
    const ours = window.consoleErrors.filter(text => /auditscope/i.test(text));
    assert.deepEqual(ours, []);
    const log = outputLogs(session.folders.userData).get('Auditscope.log') ?? '';
    assert.deepEqual(
      log.split('\n').filter(line => line.includes('[error]') && !KILLED.test(line)),
      [],
    );
  });
});

/** Another test kills the engine on purpose. */
const KILLED = /log engine/i;
