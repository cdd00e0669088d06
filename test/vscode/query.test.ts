import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
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

  before(async () => {
    const session = await sharedSession();
    expected = expectedFigures(join(session.workspace, 'audit.log'));
    // a file of its own: VS Code brings unsaved edits back in later windows
    writeFileSync(join(session.workspace, QUERY), TEXT);
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
