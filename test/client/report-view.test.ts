import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { chips, count, EVENTS, figure, PLAN, text } from './sample-view.ts';
import { settled, startViewBrowser, type ViewBrowser } from './view-page.ts';

/** The report in Chromium, under its real content policy, with a host of ours: figures, filters, panels, states. */

let browser: ViewBrowser;
before(async () => {
  browser = await startViewBrowser();
});
after(() => browser.close());
afterEach(() => browser.noComplaints());

test('the bundle of the view stays small', () => {
  assert.ok(browser.bundleBytes < 700_000, `${browser.bundleBytes} bytes`);
});

test('the overview shows the figures of the log, and every clicked value is a condition for all of it', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  assert.equal(await figure(page, 'total-events'), EVENTS.length);
  assert.equal(
    await figure(page, 'forbidden'),
    count(e => e.responseStatus?.code === 403),
  );
  assert.match(await text(page, '.summary'), /audit\.log\s+441 events.*Asia\/Shanghai/s);

  await page.locator('[data-panel="operations-by-user"] .value', { hasText: 'ci-bot' }).click();
  await settled(page);
  assert.deepEqual(await chips(page), ['user: ci-bot']);
  assert.equal(
    await figure(page, 'total-events'),
    count(e => e.user?.username === 'ci-bot'),
  );

  await page.locator('[data-panel="operations-by-user"] .value', { hasText: 'ci-bot' }).click({ modifiers: ['Alt'] });
  await settled(page);
  assert.deepEqual(await chips(page), ['user: not ci-bot']);
  assert.equal(
    await figure(page, 'total-events'),
    count(e => e.user?.username !== 'ci-bot'),
  );

  await page.getByRole('button', { name: 'Clear' }).click();
  await settled(page);
  assert.equal(await figure(page, 'total-events'), EVENTS.length);
});

test('a range dragged over the trend, or chosen with the keyboard, becomes the time filter', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  const box = (await page.locator('[data-panel="operations-over-time"] .plot-over').boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  assert.match((await chips(page))[0] ?? '', /^time: 2026-11-24 \d\d:\d\d:\d\d → \d\d:\d\d:\d\d$/);
  const narrowed = await figure(page, 'total-events');
  assert.ok(narrowed > 0 && narrowed < EVENTS.length / 2);

  const slider = page.getByRole('slider').first();
  await slider.focus();
  for (const key of ['Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
  await settled(page);
  assert.ok((await figure(page, 'total-events')) < narrowed);
});

test('times are typed in the zone of the view; what is no time is refused with the form it has', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.getByRole('button', { name: 'time', exact: true }).click();
  await page.getByLabel('From').fill('noon');
  await page.getByRole('button', { name: 'Apply' }).click();
  assert.equal(await page.getByLabel('From').evaluate(e => (e as HTMLInputElement).validity.customError), true);
  await page.getByLabel('From').fill('2026-11-24 12:00');
  await page.getByRole('button', { name: 'Apply' }).click();
  await settled(page);
  assert.deepEqual(await chips(page), ['time: 2026-11-24 12:00:00 → …']);
});

test('the values of a field are counted, included and excluded in its list', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.getByRole('button', { name: 'status', exact: true }).click();
  const row = page.locator('.profile-row', { hasText: '403' });
  assert.equal(
    Number(await text(page, '.profile-row:has-text("403") .count')),
    count(e => e.responseStatus?.code === 403),
  );
  await row.locator('.profile-value').click();
  await settled(page);
  assert.deepEqual(await chips(page), ['status: 403']);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('.popup') === null);
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('status'));
});

test('a panel opens its query, its data as a table, itself in full screen, and leaves as a file', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  const panel = page.locator('[data-panel="operations-by-user"]');
  await panel.hover();
  await page.getByRole('button', { name: 'Open query: Operations by user' }).click();
  await page.getByRole('button', { name: 'Show as table: Operations by user' }).click();
  await panel.getByRole('grid').waitFor();
  for (const form of ['CSV', 'SVG', 'PNG']) {
    await page.getByRole('button', { name: 'More: Operations by user' }).click();
    await page.getByRole('menuitem', { name: `Export as ${form}…` }).click();
    await page.waitForFunction(f => window.sent.some(m => m.kind === 'save' && m.suggestedName.endsWith(f)), form.toLowerCase());
  }
  const saved = await page.evaluate(() => window.sent.filter(m => m.kind === 'save'));
  assert.match(saved[0]!.content, /^account,requests\r\n204583927116482395,138\r\n/);
  assert.match(saved[1]!.content, /^<svg[\s\S]*ci-bot/);
  assert.ok(!saved[1]!.content.includes('var('), 'a picture outside the editor has colours of its own');
  assert.deepEqual([...Buffer.from(saved[2]!.content, 'base64').subarray(1, 4)].map(b => String.fromCharCode(b)).join(''), 'PNG');
  assert.ok(await page.evaluate(() => window.sent.some(m => m.kind === 'openQuery' && m.query.endsWith('operations-by-user'))));

  await page.getByRole('button', { name: 'Full screen: Operations over time' }).click({ force: true });
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog') === null);
});

test('a figure leads to its events', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.locator('[data-panel="forbidden"] .tile-value').click();
  await settled(page);
  assert.deepEqual(await chips(page), ['status: 403']);
  await page.waitForFunction(
    n => document.querySelector('.events-note')?.textContent?.includes(`${n} events`),
    count(e => e.responseStatus?.code === 403),
  );
});

test('lists have tabs with counts; a row opens its event over the report', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.locator('[data-list="deletion-list"]').click();
  assert.match(
    await text(page, '[data-list="deletion-list"]'),
    new RegExp(`Deletions\\s+${count(e => e.verb === 'delete' || e.verb === 'deletecollection')}`),
  );
  await page.locator('.kind-table .grid-row.body .grid-cell[data-column="0"]').first().click();
  await page.waitForSelector('.event-summary');
  assert.match(await text(page, '.event-summary h3'), /delete/);
});

test('nothing found says so and offers the way out', async () => {
  const page = await browser.open(PLAN, {
    kept: {
      tab: 'overview',
      filters: [{ field: 'user', value: 'nobody' }],
      lists: {},
      inspectedRow: null,
      overviewScroll: 0,
      eventsTop: 0,
    },
  });
  await settled(page);
  assert.match(await text(page, '[data-panel="operations-by-user"] .state'), /No operations by user in this range/);
  await page.locator('[data-panel="operations-by-user"]').getByRole('button', { name: 'Clear filters' }).click();
  await settled(page);
  assert.equal(await figure(page, 'total-events'), EVENTS.length);
});

test('what was chosen outlives the view', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.locator('[data-panel="operations-by-user"] .value', { hasText: 'ci-bot' }).click();
  await settled(page);
  await page.click('#tab-events');
  await page.locator('.events .grid-row.body:not(.waiting) .grid-cell').first().click();
  await page.waitForSelector('.event-summary');
  const title = await text(page, '.event-summary h3');
  const kept = await page.evaluate(() => window.kept);
  const again = await browser.open(PLAN, { kept });
  await again.waitForSelector('.event-summary');
  assert.equal(await text(again, '.event-summary h3'), title);
  assert.deepEqual(await chips(again), ['user: ci-bot']);
  assert.equal(await again.locator('#tab-events').getAttribute('aria-selected'), 'true');
});

test('loading can be cancelled, failures say what to do, a dead engine is no dead view', async () => {
  const loading = await browser.open({ ...PLAN, instead: { kind: 'loading', name: 'big.log', progress: { done: 2e8, total: 7e8 } } });
  assert.match(await text(loading, 'main'), /big\.log[\s\S]*200 MB of 700 MB read/);
  await loading.getByRole('button', { name: 'Cancel' }).click();
  assert.ok(await loading.evaluate(() => window.sent.some(m => m.kind === 'cancelLoad')));

  const page = await browser.open(PLAN);
  await settled(page);
  await page.evaluate(() => window.breakEngine());
  await page.click('#tab-events');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  await page.evaluate(() =>
    window.hostSays({ kind: 'failed', code: 'not-a-log', message: 'It begins with "a,b,c".\nExpected is an event of audit.k8s.io.' }),
  );
  await page.waitForSelector('.whole');
  assert.match(await text(page, '.whole'), /This is not an audit log[\s\S]*It begins with "a,b,c"\.\nExpected/);
  await page.getByRole('button', { name: 'Show Log' }).click();
  assert.ok(await page.evaluate(() => window.sent.some(m => m.kind === 'showOutput')));
});

test('damaged lines are listed with the numbers an editor shows', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.getByRole('button', { name: '1 damaged line' }).click();
  assert.match(await text(page, '.damaged tbody'), /^12\s*the line ends inside a text/);
});

test('the whole report leaves as a file or as a text, which the host makes of the scope it was asked for', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  for (const item of ['HTML page…', 'Figures as JSON…']) {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }
  await page.getByRole('button', { name: 'Copy report' }).click();
  assert.deepEqual(await page.evaluate(() => window.sent.filter(m => m.kind !== 'ready')), [
    { kind: 'exportReport', form: 'html' },
    { kind: 'exportReport', form: 'json' },
    { kind: 'copyReport' },
  ]);
});

test('what no event of the log tells is unknown, not zero', async () => {
  const events = EVENTS.map(({ sourceIPs: _, ...event }) => event);
  const page = await browser.open({ ...PLAN, events });
  await settled(page);
  assert.match(await text(page, '[data-panel="public-access"] .tile-value'), /^–/);
  assert.equal(await figure(page, 'total-events'), EVENTS.length);
  assert.match(await text(page, '[data-panel="public-access-by-region"] .state'), /No event of this log has sourceIPs\./);
});

test('with a screen reader charts are tables, and lists have longer pages; a chart can still be asked for', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  const drawn = await page.locator('.kind-table .grid-row.body').count();
  await page.evaluate(() => document.body.classList.add('vscode-using-screen-reader'));
  const table = page.locator('[data-panel="operations-over-time"]').getByRole('grid');
  await table.waitFor();
  assert.equal(await page.locator('.overview trend-chart, .bars').count(), 0);
  await page.waitForFunction(n => document.querySelectorAll('.kind-table .grid-row.body').length > n + 40, drawn);
  await page.locator('[data-panel="operations-over-time"]').hover();
  await page.getByRole('button', { name: 'Show as table: Operations over time', pressed: true }).click();
  await page.locator('[data-panel="operations-over-time"] trend-chart').waitFor();
});
