import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { sharedViewBrowser, withoutBrowser } from './shared-view-browser.ts';
import { GUIDE_POLICY, SimulatorHost, URI } from './simulator-host.ts';

const skip = withoutBrowser;
const open = sharedViewBrowser('simulator');

const request = (page: Page) => page.locator('#text');
const says = (page: Page, text: string) => page.locator('.said', { hasText: text }).waitFor();
const alice = { user: 'alice', groups: ['system:authenticated'] };
const asked = (text: string) => ({ request: text, ...alice });

test('what was asked is remembered, the latest first, and what typing went through is not', { skip }, async () => {
  const host = new SimulatorHost(GUIDE_POLICY, { history: [asked('GET /version')], pins: [] });
  const page = await open(host);
  await says(page, 'pods/exec');
  for (const text of ['GET /api', 'GET /api/v1/secrets']) {
    await request(page).fill(text);
    await page.getByLabel('Recent requests').getByText(text, { exact: true }).waitFor({ state: 'attached' });
  }
  assert.deepEqual(
    host.kept.history.map(input => input.request),
    ['GET /api/v1/secrets', 'GET /version'],
  );
  await page.locator('.recent summary').click();
  await page.getByLabel('Recent requests').getByRole('button', { name: 'GET /version' }).click();
  await says(page, 'get /version');
  assert.equal(await request(page).inputValue(), 'GET /version');
  await page.close();
});

test('the up key goes back to what was asked before, the down key returns to what was typed', { skip }, async () => {
  const history = [asked('GET /version'), { request: 'verb: get\npath: /healthz', user: null, groups: [] }];
  const page = await open(new SimulatorHost(GUIDE_POLICY, { history, pins: [] }));
  await request(page).fill('GET /livez');
  await says(page, 'get /livez');
  await request(page).focus();
  await page.keyboard.press('ArrowUp');
  assert.equal(await request(page).inputValue(), 'GET /version');
  await page.keyboard.press('ArrowUp');
  await says(page, 'get /healthz by nobody (authentication failed)');
  await page.keyboard.press('ArrowUp');
  assert.equal(await request(page).inputValue(), 'verb: get\npath: /healthz', 'the oldest stays');
  await page.keyboard.press('ArrowDown');
  assert.equal(await request(page).inputValue(), 'verb: get\npath: /healthz', 'inside a text the key moves the caret');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await request(page).inputValue(), 'GET /livez');
  await says(page, 'get /livez');
  await page.close();
});

const POLICY = (level: string) => `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: ${level}
  verbs: [get]
  resources: [{group: "", resources: [pods/exec]}]
- level: None
`;

test('a pinned request is asked again at every edit, and marked when its level is another than when it was pinned', { skip }, async () => {
  const host = new SimulatorHost(POLICY('Metadata'));
  const page = await open(host);
  const edit = (level: string) => page.evaluate(message => window.postMessage(message, '*'), host.edit(POLICY(level)));
  const pins = page.getByRole('list', { name: /Pinned requests/ }).getByRole('listitem');
  const marks = () => pins.locator('.level').evaluateAll(found => found.map(mark => mark.getAttribute('aria-label')));
  await says(page, 'pods/exec');
  const pin = page.getByRole('button', { name: 'Pin this request' });
  await pin.click();
  assert.equal(await pin.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await marks(), ['Metadata']);
  assert.deepEqual(host.kept.pins, [
    { input: { request: 'kubectl exec -n default web-0 -- sh', ...alice }, policy: URI, levels: ['None', 'Metadata', 'None'] },
  ]);
  await request(page).fill('GET /version');
  await says(page, 'get /version');
  await edit('None');
  await page.getByText('1 changed').waitFor();
  assert.deepEqual(await marks(), ['Metadata', 'None']);
  await edit('Metadata');
  await page.getByText('1 changed').waitFor({ state: 'detached' });
  await edit('RequestResponse');
  await page.getByRole('button', { name: /^Keep the new level of kubectl exec/ }).click();
  await page.getByText('1 changed').waitFor({ state: 'detached' });
  assert.deepEqual(host.kept.pins[0]?.levels, ['None', 'RequestResponse', 'None']);
  await pins.getByText('kubectl exec').click();
  await says(page, 'pods/exec');
  await page.getByRole('button', { name: /^Unpin kubectl exec/ }).click();
  assert.deepEqual(host.kept.pins, []);
  await page.close();
});

test('pins come back with the window; those of another policy stay away, and a refused policy changes none', { skip }, async () => {
  const pins = [
    { input: asked('GET /version'), policy: URI, levels: ['Metadata'] },
    { input: asked('GET /healthz'), policy: 'file:///other.yaml', levels: ['None'] },
  ];
  const host = new SimulatorHost(POLICY('Metadata'), { history: [], pins });
  const page = await open(host);
  await page.getByText('1 changed').waitFor();
  assert.equal(await page.locator('.pin').count(), 1);
  await page.evaluate(message => window.postMessage(message, '*'), host.edit('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n'));
  await page.locator('.pin').getByRole('img', { name: 'no answer' }).waitFor();
  assert.equal(await page.getByText('1 changed').count(), 0);
  await page.close();
});
