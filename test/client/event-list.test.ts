import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { chips, count, EVENTS, PLAN, text } from './sample-view.ts';
import { settled, startViewBrowser, type ViewBrowser } from './view-page.ts';

/** The event list and the inspector in Chromium, with a host of ours. */

let browser: ViewBrowser;
before(async () => {
  browser = await startViewBrowser();
});
after(() => browser.close());
afterEach(() => browser.noComplaints());

test('half a million events scroll from the first to the last, by wheel, thumb and keyboard', async () => {
  const page = await browser.open({ ...PLAN, count: 500_000 });
  await settled(page);
  await page.click('#tab-events');
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  const grid = page.getByRole('grid', { name: 'Events' });
  const drawn = () => page.locator('.events .grid-row.body').count();
  const first = () => page.locator('.events .grid-row.body').first().getAttribute('aria-rowindex').then(Number);
  assert.equal(await grid.getAttribute('aria-rowcount'), '500001');
  assert.ok((await drawn()) < 60);

  await grid.hover();
  await page.mouse.wheel(0, 1100);
  await page.waitForFunction(() => Number(document.querySelector('.events .grid-row.body')?.getAttribute('aria-rowindex')) > 45);
  const wheeled = await first();
  assert.ok(wheeled < 55, `50 rows further, not ${wheeled}`);

  await grid.evaluate(e => e.scrollTo(0, e.scrollHeight / 2));
  await page.waitForFunction(() => Number(document.querySelector('.events .grid-row.body')?.getAttribute('aria-rowindex')) > 100_000);
  assert.ok(Math.abs((await first()) - 250_000) < 500);

  await grid.focus();
  await page.keyboard.press('End');
  await page.waitForSelector('.events .grid-row.body[aria-rowindex="500001"]:not(.waiting)');
  await page.keyboard.press('Home');
  await page.waitForSelector('.events .grid-row.body[aria-rowindex="2"]:not(.waiting)');
  assert.ok((await drawn()) < 60);
});

test('the event list is worked with the keyboard: include, exclude, open, back', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.click('#tab-events');
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  const grid = page.getByRole('grid', { name: 'Events' });
  await grid.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'x']) await page.keyboard.press(key);
  await settled(page);
  const newest = [...EVENTS].reverse()[0]?.verb;
  assert.deepEqual(await chips(page), [`verb: not ${newest}`]);
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  await grid.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.event-summary');
  const shown = await text(page, '.event-summary h3');
  await page.getByRole('tab', { name: 'Raw' }).click();
  assert.match(await text(page, '.raw'), /"kind": "Event"/);
  await page.getByRole('button', { name: 'Open in editor' }).click();
  await page.getByRole('button', { name: 'Copy event' }).click();
  const sent = await page.evaluate(() => window.sent.map(m => m.kind));
  assert.ok(sent.includes('openEvent') && sent.includes('copy'));
  assert.ok(shown.length > 0);
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    () => document.querySelector('.inspector') === null && document.activeElement?.getAttribute('role') === 'grid',
  );
});

test('clicking sorts, filters and inspects; the header shows the values of its column', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.click('#tab-events');
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  await page.getByRole('button', { name: 'Verb', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('[aria-sort="ascending"]')?.textContent?.includes('Verb'));
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  const verbs = EVENTS.map(e => e.verb ?? '').sort();
  assert.equal(await text(page, '.events .grid-row.body .grid-cell[data-column="2"]'), verbs[0]);
  await page.getByRole('button', { name: 'Values of Status' }).click({ force: true });
  await page.waitForSelector('.profile-row');
  assert.equal(
    Number((await text(page, '.profile-foot')).split(' ')[0]),
    new Set(EVENTS.map(e => e.responseStatus?.code).filter(c => c !== undefined)).size,
  );
  await page.keyboard.press('Escape');
  await page.locator('.events .grid-row.body .grid-cell[data-column="2"] .value').first().click();
  await settled(page);
  assert.deepEqual(await chips(page), [`verb: ${verbs[0]}`]);
  await page.waitForFunction(
    n => document.querySelector('.events-note')?.textContent?.includes(String(n)),
    count(e => e.verb === verbs[0]),
  );
});

test('the place in the list outlives the view; another order starts at its beginning', async () => {
  const page = await browser.open({ ...PLAN, count: 500_000 });
  await settled(page);
  await page.click('#tab-events');
  await page.waitForSelector('.events .grid-row.body:not(.waiting)');
  await page.getByRole('grid', { name: 'Events' }).evaluate(e => e.scrollTo(0, 3_000_000));
  await page.waitForFunction(() => ((window.kept as { readonly eventsTop?: number } | undefined)?.eventsTop ?? 0) > 1_000_000);
  const kept = await page.evaluate(() => window.kept);
  const place = await page.locator('.events .grid-row.body').first().getAttribute('aria-rowindex');
  const again = await browser.open({ ...PLAN, count: 500_000 }, { kept });
  await again.waitForSelector(`.events .grid-row.body[aria-rowindex="${place}"]:not(.waiting)`);
  await again.locator('.grid-sort').first().click();
  await again.waitForSelector('.events .grid-row.body[aria-rowindex="2"]:not(.waiting)');
});

test('the inspector leads to the history of its object and to all its user did, whatever was filtered before', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  const of = (e: (typeof EVENTS)[number]) => [e.objectRef?.namespace, e.objectRef?.resource, e.objectRef?.name];
  const chosen = EVENTS.find(e => e.objectRef?.name && e.objectRef.namespace && e.responseStatus?.code === 403)!;
  const [namespace, resource, name] = of(chosen);
  const history = count(e => of(e).join() === of(chosen).join());
  await page.locator('[data-panel="forbidden"] .tile-value').click();
  const row = page.locator('.events .grid-row.body:not(.waiting)').filter({ hasText: name! }).first();
  await row.locator('.grid-cell').first().click();
  await page.getByRole('button', { name: 'History of this object' }).click();
  await page.waitForFunction(n => document.querySelector('.events-note')?.textContent?.startsWith(n), `${history} event`);
  assert.deepEqual(await chips(page), [`namespace: ${namespace}`, `resource: ${resource}`, `name: ${name}`]);
  const user = await text(page, '.event-summary dt:text-is("user") + dd');
  await page.getByRole('button', { name: 'All by this user' }).click();
  await page.waitForFunction(
    n => document.querySelector('.events-note')?.textContent?.startsWith(n),
    `${count(e => e.user?.username === user)} event`,
  );
  assert.deepEqual(await chips(page), [`user: ${user}`]);
});

test('the inspector is as wide as it is dragged or told with keys, and stays so', async () => {
  const page = await browser.open(PLAN);
  await settled(page);
  await page.click('#tab-events');
  await page.locator('.events .grid-row.body:not(.waiting) .grid-cell').first().click();
  await page.waitForSelector('.event-summary');
  const width = async () => (await page.locator('.inspector').boundingBox())!.width;
  const handle = page.getByRole('separator', { name: 'Width of the inspector' });
  const at = (await handle.boundingBox())!;
  await page.mouse.move(at.x + 2, at.y + 200);
  await page.mouse.down();
  await page.mouse.move(at.x - 140, at.y + 200, { steps: 3 });
  await page.mouse.up();
  const dragged = await width();
  assert.ok(Math.abs(dragged - (1440 * 0.38 + 140)) < 8, `${dragged} pixels`);
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(w => document.querySelector('.inspector')!.clientWidth < w - 40, dragged);
  await page.waitForFunction(() => {
    const kept = (window.kept as { readonly inspectorShare?: number }).inspectorShare ?? 0;
    return String(Math.round(kept)) === document.querySelector('.inspector-handle')?.getAttribute('aria-valuenow');
  });
  const kept = await page.evaluate(() => window.kept);
  const told = await width();
  const again = await browser.open(PLAN, { kept });
  await again.waitForSelector('.event-summary');
  assert.equal((await again.locator('.inspector').boundingBox())!.width, told);
  await again.getByRole('separator').focus();
  for (const key of ['End', 'End']) await again.keyboard.press(key);
  await again.waitForFunction(() => document.querySelector('.event-grid')!.clientWidth >= 279);
});
