import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { axeViolations } from './axe-violations.ts';
import { MatrixHost } from './matrix-host.ts';
import { showTheme, tell, type ViewLook } from './policy-view-browser.ts';
import { sharedViewBrowser, withoutBrowser } from './shared-view-browser.ts';
import { THEMES } from './view-page.ts';

const skip = withoutBrowser;
const openView = sharedViewBrowser('matrix');

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: RequestResponse
    resources: [{group: "", resources: [configmaps], resourceNames: [leader]}]
  - level: None
    users: [system:kube-proxy]
  - level: Metadata
    resources: [{group: "", resources: [secrets]}]
  - level: None
    nonResourceURLs: ["/healthz*"]
  - level: Request
    verbs: [create]
    resources: [{group: widgets.example.com, resources: [widgets]}]
  - level: Metadata
    omitStages: [RequestReceived, ResponseStarted, ResponseComplete, Panic]
    resources: [{group: batch}]
  - level: Request
`;

const cell = (page: Page, name: string, column: number) => page.locator(`.row:has(> [aria-label="${name}"]) .cell`).nth(column);
const words = (page: Page, name: string, column: number) => cell(page, name, column).getAttribute('aria-label');
const details = async (page: Page) => ((await page.locator('#details').textContent()) ?? '').replace(/\s+/g, ' ');

async function open(host: MatrixHost, look: ViewLook = {}): Promise<Page> {
  const page = await openView(host, look);
  await page.locator('.cell').first().waitFor();
  return page;
}

test('a cell has the mark of its level and tells its rule; what is recorded counts, not what a level says', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  assert.equal(await words(page, 'secrets', 0), 'Metadata, rule 3');
  assert.equal(await cell(page, 'secrets', 0).locator('.level').textContent(), 'M');
  assert.equal(await words(page, 'jobs', 0), 'None, rule 6');
  assert.equal(await words(page, 'pods/exec', 1), 'not served');
  assert.equal(await words(page, 'widgets, custom', 3), 'Request, rule 5');
  assert.equal(await words(page, '/healthz/ping', 0), 'None, rule 4');
  await cell(page, 'jobs', 0).hover();
  assert.match(await details(page), /get jobs in batch ?Rule 6 \(Metadata, but every stage is omitted\): /);
  await page.close();
});

test('object names that another rule decides are marked and told', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  assert.equal(await words(page, 'configmaps', 0), 'Request, rule 7; 1 name differs');
  assert.equal(await cell(page, 'configmaps', 0).locator('.named').count(), 1);
  assert.equal(await cell(page, 'configmaps', 1).locator('.named').count(), 0);
  await cell(page, 'configmaps', 0).hover();
  assert.match(await details(page), /leader by rule 1/);
  await page.close();
});

test('who and where change the answer; nobody is in no rule with users', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  const shows = (text: string) => page.locator(`.cell[aria-label="${text}"]`).first().waitFor();
  await page.getByLabel('User', { exact: true }).fill('system:kube-proxy');
  await shows('None, rule 2');
  assert.equal(await words(page, 'secrets', 0), 'None, rule 2');
  await page.getByLabel('Authentication fails').check();
  await shows('Metadata, rule 3');
  assert.equal(await page.getByLabel('User', { exact: true }).isDisabled(), true);
  await page.close();
});

test('a filter takes words of resources and groups; only rows that differ from the usual level stay on demand', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  await page.getByRole('searchbox').fill('apps scale');
  const names = () => page.locator('.row .name.machine').evaluateAll(found => found.map(name => name.getAttribute('aria-label')));
  assert.deepEqual(await names(), ['deployments/scale', 'replicasets/scale', 'statefulsets/scale']);
  await page.getByRole('searchbox').fill('nothing-of-this-name');
  await page.getByText('No resource or group that contains "nothing-of-this-name".').waitFor();
  await page.getByRole('searchbox').fill('core');
  await page.getByLabel("Only differing from the group's usual level").check();
  assert.deepEqual(await names(), ['configmaps', 'secrets']);
  await page.close();
});

test('the rule under the cursor is outlined, also where it decides some names only', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  await tell(page, { kind: 'cursor', line: 8 });
  await page.locator('.of-cursor').first().waitFor();
  assert.equal(await page.locator('.of-cursor').count(), 8);
  await tell(page, { kind: 'cursor', line: 4 });
  await page.waitForFunction(() => document.querySelectorAll('.of-cursor').length === 4);
  await tell(page, { kind: 'cursor', line: null });
  await page.waitForFunction(() => document.querySelectorAll('.of-cursor').length === 0);
  await page.close();
});

test('the grid is one stop of Tab and is walked with arrows; Enter and a click go to the rule', { skip }, async () => {
  const host = new MatrixHost(POLICY);
  const page = await open(host);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-at'));
  await page.getByRole('button', { name: 'Kubernetes' }).focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(), '0 0 0');
  for (const [key, at] of [
    ['ArrowDown', '0 1 0'],
    ['ArrowRight', '0 1 1'],
    ['End', '0 1 7'],
    ['ArrowRight', '0 1 7'],
    ['Home', '0 1 0'],
    ['ArrowUp', '0 0 0'],
    ['ArrowUp', '0 0 0'],
  ] as const) {
    await page.keyboard.press(key);
    assert.equal(await focused(), at, key);
  }
  await page.keyboard.press('Control+End');
  const last = await focused();
  assert.ok(Number(last?.split(' ')[0]) > 10, `Control+End leads to ${last}`);
  assert.equal(await page.locator('.cell[tabindex="0"]').count(), 1);
  await cell(page, 'secrets', 0).focus();
  await page.keyboard.press('Enter');
  await cell(page, 'secrets', 1).click();
  while (host.asked.length < 2) await setTimeout(5);
  for (const message of host.asked) assert.deepEqual(message, { kind: 'reveal', line: 7, character: 4 });
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'filter');
  await page.close();
});

test('an edit changes the matrix; a policy that is refused leaves the last one, paled, and names the line', { skip }, async () => {
  const host = new MatrixHost(POLICY);
  const page = await open(host);
  await tell(
    page,
    host.edit(
      POLICY.replace(
        'level: Metadata\n    resources: [{group: "", resources: [secrets]}]',
        'level: None\n    resources: [{group: "", resources: [secrets]}]',
      ),
    ),
  );
  await page.locator('.cell[aria-label="None, rule 3"]').first().waitFor();
  await tell(page, host.edit(POLICY.replace('level: Metadata', 'level: metadata')));
  await page.getByText('kube-apiserver refuses this policy').waitFor();
  assert.equal(await page.locator('.stale .grid').count(), 1);
  await page.getByRole('button', { name: 'Line 8' }).click();
  while (host.asked.length < 1) await setTimeout(5);
  assert.equal(host.asked[0]?.kind === 'reveal' && host.asked[0].line, 7);
  await page.close();
});

test('names from a policy are text: nothing of them is obeyed', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY.replace('resources: [widgets]', 'resources: ["<img src=x onerror=alert(1)>"]')));
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.locator('.parts', { hasText: '<img src=x onerror=alert(1)>' }).count(), 1);
  await page.close();
});

test('nothing is wider than the window, and axe finds nothing in any theme', { skip }, async () => {
  const page = await open(new MatrixHost(POLICY));
  for (const width of [1440, 700, 540]) {
    await page.setViewportSize({ width, height: 900 });
    const tooWide = await page.evaluate(() =>
      [document.documentElement, document.querySelector('.scroller')!].some(e => e.scrollWidth > e.clientWidth),
    );
    assert.equal(tooWide, false, `at ${width}`);
  }
  await page.getByRole('searchbox').fill('configmaps');
  await tell(page, { kind: 'cursor', line: 4 });
  for (const theme of THEMES) {
    await showTheme(page, theme);
    assert.deepEqual(await axeViolations(page), [], theme);
  }
  await page.close();
});
