import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { Frame } from 'playwright-core';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { type ExpectedFigures, expectedFigures } from './expected-figures.ts';
import { killEngines } from './kill-engines.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';
import { textEditor } from './text-editor.ts';

const QUERY = 'deletions.slsq';
const TEXT = `responseStatus.code: 403
| select "user.username" as account, count(*) as requests
  from log group by account order by requests desc`;

describe('queries in VS Code', () => {
  let window: VsCodeWindow;
  let expected: ExpectedFigures;
  let workspace: string;

  before(async () => {
    const session = await sharedSession();
    expected = expectedFigures(join(session.workspace, 'audit.log'));
    // a file of its own: VS Code brings unsaved edits back in later windows
    writeFileSync(join(session.workspace, QUERY), TEXT);
    workspace = session.workspace;
    rotate(workspace);
    window = await session.open({ width: 1440, height: 900 });
    await window.openFile(QUERY);
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(() => window.close());

  const status = (view: Frame) => view.locator('.query-head [role="status"]');
  const editor = () => textEditor(window.page);
  const replaceQuery = async (text: string) => {
    await window.page.locator('.editor-instance .view-lines').first().click();
    await window.page.keyboard.press('Control+A');
    await editor().insert(text);
  };

  /** VS Code in the browser asks for a file by its path. */
  const answerDialog = async (name: string) => {
    const input = window.page.locator('.quick-input-widget input[type="text"]').first();
    await window.page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>('.quick-input-widget input[type="text"]')?.value.startsWith('/'),
    );
    // the dialog writes its own suggestion when it has looked at the folder
    do {
      await input.fill(join(workspace, name));
      await window.page.waitForTimeout(500);
    } while ((await input.inputValue()) !== join(workspace, name));
    await window.page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  };

  it('a lens above the query runs it, after asking once for the log', async () => {
    await window.page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'audit.log' }).first().click();
    const view = await window.webview('main.query .grid-row.body');
    await status(view)
      .filter({ hasText: /^\d+ rows in / })
      .waitFor();
    const counts = (await view.locator('.grid-row.body [data-column="1"]').allInnerTexts()).map(Number);
    const sum = counts.reduce((a, b) => a + b, 0);
    assert.ok(sum >= expected.forbidden && counts.length > 2, `${counts.length} rows with ${sum} events`);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
  });

  it('the result is drawn as a chart, and explained step by step', async () => {
    const view = await window.webview('main.query #tab-chart');
    await view.locator('#tab-chart').click();
    await view.locator('.result-plot svg').waitFor();
    await view.locator('#tab-explain').click();
    const steps = view.locator('.step');
    await steps.first().waitFor();
    assert.match((await steps.first().textContent()) ?? '', /responseStatus\.code: 403\s+\d+ events/);
    await steps.first().click();
    await window.page.locator('[id="status.editor.selection"]', { hasText: '24 selected' }).waitFor();
    await view.locator('#tab-rows').click();
  });

  it('completion offers fields, and values of the chosen log', async () => {
    await replaceQuery('ver');
    assert.ok((await editor().completions()).includes('verb'));
    await replaceQuery('objectRef.resource: ');
    assert.ok((await editor().completions()).includes('secrets'));
  });

  it('a field that may be one of the log is a warning until a query has looked, then an error', async () => {
    await replaceQuery('* | select usr from log');
    await window.page.locator('.squiggly-warning').first().waitFor();
    await window.page.keyboard.press('Control+Enter');
    await window.page.locator('.squiggly-error').first().waitFor();
  });

  it('a wrong query is underlined; running it tells the place and leads there', async () => {
    await replaceQuery('* | select verb from log where usr.name = 1');
    await window.page.locator('.squiggly-error').first().waitFor();
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('.trouble-list');
    await view.locator('.query-trouble button', { hasText: 'Line 1' }).first().click();
    await window.page.locator('[id="status.editor.selection"]', { hasText: 'selected' }).waitFor();
  });

  it('a row opens its event; the same panel serves the next run', async () => {
    await replaceQuery('verb: delete');
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('main.query .result-grid.opens .grid-row.body');
    await view.locator('.grid-row.body').first().click();
    await view.locator('.inspector', { hasText: 'verb: delete' }).waitFor();
    assert.equal(await window.page.locator('.tab', { hasText: `Result: ${QUERY}` }).count(), 1);
    await view.locator('.inspector [aria-label="Close"], .inspector [title^="Close"]').first().click();
  });

  it('a selection is run alone', async () => {
    await replaceQuery('verb: create\nnonsense');
    await editor().goTo(1, 1);
    await window.page.keyboard.press('Shift+End');
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('main.query .grid-row.body');
    await status(view)
      .filter({ hasText: /^100\+ events in / })
      .waitFor();
  });

  it('a query runs again after its engine was killed', async () => {
    assert.equal(killEngines((await sharedSession()).folders.extensions), 1, 'one engine for all queries');
    await replaceQuery('* | select count(*) as events, 17 as seventeen from log');
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('main.query');
    await view.locator('.grid-row.body', { hasText: new RegExp(`^\\s*${expected.events}\\s*17\\s*$`) }).waitFor();
  });

  it('a row of SQL that is an event opens it; the result is exported as a file', async () => {
    await replaceQuery('* | select verb, requestURI from log order by __time__ limit 7');
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('main.query .result-grid.opens .grid-row.body');
    await status(view)
      .filter({ hasText: /^7 rows in / })
      .waitFor();
    await view.locator('.grid-row.body').first().click();
    await view.locator('.inspector', { hasText: 'auditID' }).waitFor();
    await view.locator('.inspector [aria-label="Close"], .inspector [title^="Close"]').first().click();
    await view.getByRole('button', { name: 'Export' }).click();
    await view.getByRole('menuitem', { name: 'CSV…' }).click();
    await answerDialog('exported.csv');
    await window.page.locator('.statusbar-item', { hasText: '7 rows exported' }).waitFor();
    assert.equal(readFileSync(join(workspace, 'exported.csv'), 'utf8').trim().split('\n').length, 8);
  });

  it('a rotated log is chosen whole', async () => {
    await replaceQuery('* | select count(*) as events from log');
    await window.runCommand('Auditscope: Choose Log for Queries');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'audit.log and 2 rotated parts' }).click();
    await window.page.locator('.editor-instance .view-lines').first().click();
    await window.page.keyboard.press('Control+Enter');
    const view = await window.webview('main.query');
    await view.locator('.log-chooser', { hasText: /audit\.log and 2 rotated parts.*3 events/s }).waitFor();
    await view.locator('.grid-row.body', { hasText: /^\s*3\s*$/ }).waitFor();
  });

  it('a new query takes its results along when it is saved', async () => {
    await window.runCommand('View: Close All Editors');
    const unsaved = window.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
    await unsaved.click();
    await window.runCommand('Auditscope: New Query');
    await window.page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    await window.webview('main.query .grid-row.body');
    await window.page.locator('.editor-instance .view-lines').first().click();
    await window.page.keyboard.press('Control+S');
    await answerDialog('saved.slsq');
    await window.page.locator('.tab', { hasText: 'Result: saved.slsq' }).waitFor();
    assert.ok(existsSync(join(workspace, 'saved.slsq')));
  });

  it('the history lists what was run and opens it as a new query', async () => {
    await window.runCommand('Auditscope: Query History');
    const rows = window.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'verb: delete' }).first().waitFor();
    await rows
      .filter({ hasText: /verb: create.*audit\.log/s })
      .first()
      .waitFor();
    await window.page.keyboard.type('403');
    await rows.filter({ hasText: 'responseStatus.code: 403' }).first().waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await window.page.locator('.editor-instance .view-lines', { hasText: 'user.username' }).first().waitFor();
  });
});

/** A log of three events, two of which were rotated away. */
function rotate(workspace: string): void {
  const folder = join(workspace, 'rotated');
  mkdirSync(folder, { recursive: true });
  const [first, second, third] = readFileSync(join(workspace, 'audit.log'), 'utf8').split('\n');
  writeFileSync(join(folder, 'audit-2026-01-01T00-00-00.000.log'), `${first}\n`);
  writeFileSync(join(folder, 'audit.log.1'), `${second}\n`);
  writeFileSync(join(folder, 'audit.log'), `${third}\n`);
}
