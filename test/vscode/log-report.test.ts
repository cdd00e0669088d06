import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { Session } from '../../scripts/vscode/session.ts';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { type ExpectedFigures, expectedFigures } from './expected-figures.ts';
import { killEngines } from './kill-engines.ts';
import { type ReportPage, reportPage } from './report-page.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';

describe('an audit log in VS Code', () => {
  let session: Session;
  let window: VsCodeWindow;
  let report: ReportPage;
  let expected: ExpectedFigures;

  before(async () => {
    session = await sharedSession();
    expected = expectedFigures(join(session.workspace, 'audit.log'));
    window = await session.open({ width: 1440, height: 900 });
    await window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'audit.log' }).dblclick();
    report = await reportPage(window);
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(() => window.close());

  it('opens as a report with the figures of the log', async () => {
    const head = (await report.frame.locator('.page-head').textContent()) ?? '';
    assert.match(head, new RegExp(`${expected.events} events`));
    assert.match(head, new RegExp(`${expected.damagedLines} damaged lines`));
    assert.match(head, /Asia\/Shanghai/);
    const shown = {
      'total-events': await report.figure('total-events'),
      'public-access': await report.figure('public-access'),
      forbidden: await report.figure('forbidden'),
      created: await report.figure('created'),
      deleted: await report.figure('deleted'),
      redirections: await report.figure('redirections'),
    };
    assert.deepEqual(shown, {
      'total-events': expected.totalEvents,
      'public-access': expected.publicAccess,
      forbidden: expected.forbidden,
      created: expected.created,
      deleted: expected.deleted,
      redirections: expected.redirections,
    });
    const deletions = await report.bars('deletions-by-resource');
    assert.ok(deletions.size > 3);
    for (const [resource, count] of deletions) assert.equal(count, expected.deletionsByResource.get(resource), resource);
    assert.equal(await report.frame.locator('[data-list="exec-list"] .badge').textContent(), String(expected.execs));
  });

  it('lists the damaged lines', async () => {
    await report.frame.locator('.page-head button.warning').click();
    const popup = report.frame.locator('[role="dialog"]');
    await popup.waitFor();
    assert.match((await popup.textContent()) ?? '', /213ends in the middle/);
    await window.page.keyboard.press('Escape');
  });

  it('filters every panel by a value that is clicked', async () => {
    await report.panel('deletions-by-resource').locator('button.value', { hasText: 'secrets' }).click();
    await report.settled();
    assert.deepEqual(await report.chips(), ['resource: secrets']);
    assert.deepEqual([...(await report.bars('deletions-by-resource')).keys()], ['secrets']);
    assert.equal(await report.figure('deleted'), expected.deletionsByResource.get('secrets'));
    await report.frame.locator('.filters button', { hasText: 'Clear' }).click();
    await report.settled();
    assert.equal(await report.figure('total-events'), expected.totalEvents);
  });

  it('makes a time range of what is dragged over the trend', async () => {
    const plot = await report.frame.locator('[data-panel="operations-over-time"] .plot-over').boundingBox();
    assert.ok(plot);
    const { mouse } = window.page;
    await mouse.move(plot.x + plot.width * 0.35, plot.y + plot.height / 2);
    await mouse.down();
    await mouse.move(plot.x + plot.width * 0.5, plot.y + plot.height / 2, { steps: 8 });
    await mouse.up();
    await report.frame.locator('.filters .chip', { hasText: 'time:' }).waitFor();
    await report.settled();
    const inRange = await report.figure('total-events');
    assert.ok(inRange > 0 && inRange < expected.totalEvents, `${inRange} of ${expected.totalEvents}`);
    await report.frame.locator('.filters button', { hasText: 'Clear' }).click();
    await report.settled();
  });

  it('opens the query of a panel beside the report', async () => {
    await report.panel('forbidden').hover();
    await report.panel('forbidden').locator('button[aria-label^="Open query"]').click();
    await window.page.locator('.editor-instance .view-lines', { hasText: '403' }).waitFor();
    await window.runCommand('View: Revert and Close Editor');
    await report.frame.locator('main.report').waitFor();
  });

  it('lists every event, filters by a cell, and shows an event whole', async () => {
    await report.frame.locator('#tab-events').click();
    const rows = report.frame.locator('.event-grid [role="row"]');
    await rows.nth(3).waitFor();
    const grid = report.frame.locator('.event-grid [role="grid"], .event-grid[role="grid"]').first();
    // the header is a row too
    assert.equal(Number(await grid.getAttribute('aria-rowcount')), expected.events + 1);
    await report.frame.locator('.event-grid [role="gridcell"] >> text="shop"').first().click();
    await report.frame.locator('.filters .chip', { hasText: 'namespace' }).waitFor();
    await report.frame
      .locator(
        `.event-grid [aria-rowcount="${expected.eventsOfNamespace('shop') + 1}"], .event-grid[aria-rowcount="${expected.eventsOfNamespace('shop') + 1}"]`,
      )
      .first()
      .waitFor();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    const inspector = report.frame.locator('aside.inspector');
    await inspector.locator('dl').waitFor();
    await inspector.locator('[data-mode="raw"]').click();
    const event: unknown = JSON.parse((await inspector.locator('pre.raw').textContent()) ?? '');
    assert.ok(typeof event === 'object' && event !== null && 'auditID' in event);
    await report.frame.locator('.filters button', { hasText: 'Clear' }).click();
    await report.frame.locator('#tab-overview').click();
    await report.settled();
  });

  it('says that the engine was killed, and opens the log again', async () => {
    assert.ok(killEngines(session.folders.extensions) > 0, 'an engine was running');
    await report.frame.locator('[role="alert"]').waitFor();
    await report.frame.locator('button', { hasText: 'Reload' }).click();
    report = await reportPage(window);
    assert.equal(await report.figure('total-events'), expected.totalEvents);
  });
});
