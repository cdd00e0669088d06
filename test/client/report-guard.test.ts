import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { axeViolations } from './axe-violations.ts';
import type { FakeEvent } from './fake-log.ts';
import { PLAN } from './sample-view.ts';
import { settled, startViewBrowser, THEMES, type ViewBrowser } from './view-page.ts';

/** What holds for the whole view: hostile texts stay texts, and everybody can use it. */

const ATTACK = '<img src=x onerror=window.pwned=1>"><script>window.pwned=1</script>\u202e\u0000';

let browser: ViewBrowser;
before(async () => {
  browser = await startViewBrowser();
});
after(() => browser.close());
afterEach(() => browser.noComplaints());

test('texts that are attacks are shown as texts, everywhere', async () => {
  const hostile: readonly FakeEvent[] = Array.from({ length: 40 }, (_, i) => ({
    auditID: `${ATTACK}${i}`,
    verb: i % 2 ? ATTACK : 'delete',
    level: ATTACK,
    stage: ATTACK,
    requestURI: ATTACK,
    user: { username: `${ATTACK}${'long'.repeat(200)}${i}` },
    sourceIPs: [ATTACK],
    userAgent: ATTACK,
    objectRef: { namespace: ATTACK, resource: `${ATTACK}${i}`, name: ATTACK, subresource: 'exec' },
    responseStatus: { code: 403 },
    stageTimestamp: `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`,
  }));
  const page = await browser.open({ events: hostile, name: `${ATTACK}.log`, damaged: [{ line: 0, reason: ATTACK }] });
  await settled(page);
  await page.locator('[data-list="exec-list"]').click();
  await page.locator('.kind-table .grid-row.body .grid-cell[data-column="0"]').first().click();
  await page.waitForSelector('.event-summary');
  await page.getByRole('tab', { name: 'Raw' }).click();
  await page.keyboard.press('Escape');
  await page.click('#tab-events');
  await page.locator('.events .grid-row.body:not(.waiting) .grid-cell[data-column="2"] .value').first().click();
  await page.getByRole('button', { name: 'user', exact: true }).click();
  await page.waitForSelector('.profile-row');
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => (window as unknown as { pwned?: number }).pwned ?? null), null);
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'long texts do not widen the page');
});

test('axe finds nothing in any theme, wide or narrow', async () => {
  for (const theme of THEMES) {
    // what is true of ten rows is true of forty
    const page = await browser.open(PLAN, { theme, width: theme === 'light' ? 700 : 1440, height: 560 });
    await settled(page);
    assert.deepEqual(await axeViolations(page), [], `${theme}, overview`);
    await page.click('#tab-events');
    await page.locator('.events .grid-row.body:not(.waiting) .grid-cell').first().click();
    await page.waitForSelector('.event-summary');
    await page.getByRole('button', { name: 'user', exact: true }).click();
    await page.waitForSelector('.profile-row');
    assert.deepEqual(await axeViolations(page), [], `${theme}, events with inspector and values`);
  }
});
