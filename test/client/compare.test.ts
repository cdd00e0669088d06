import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { registerCompare } from '../../server/language/compare.ts';
import type { CompareResult } from '../../server/protocol/compare-view.ts';
import { axeViolations } from './axe-violations.ts';
import { CompareHost } from './compare-host.ts';
import { LanguageRequests } from './language-requests.ts';
import { showTheme, tell, type ViewLook } from './policy-view-browser.ts';
import { sharedViewBrowser, withoutBrowser } from './shared-view-browser.ts';
import { THEMES } from './view-page.ts';

const skip = withoutBrowser;
const openView = sharedViewBrowser('compare');

const policy = (...rules: readonly string[]) =>
  `apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n${rules.map(r => `- ${r}\n`).join('')}`;
const SECRETS = '{level: Metadata, resources: [{group: "", resources: [secrets]}]}';
const BEFORE = policy(SECRETS, '{level: Request}');
const AFTER = policy('{level: None, userGroups: ["system:nodes"]}', SECRETS, '{level: RequestResponse}');

async function open(host: CompareHost, look: ViewLook = {}): Promise<Page> {
  const page = await openView(host, look);
  await page.locator('.change, .same, .trouble').first().waitFor();
  return page;
}
const flat = (texts: readonly string[]) => texts.map(text => text.replace(/\s+/g, ' ').trim());

test('changes stand grouped, the worst first, each with marks, sentence, rules and witness', { skip }, async () => {
  const page = await open(new CompareHost(BEFORE, AFTER));
  assert.deepEqual(flat(await page.locator('h2').allTextContents()), ['No longer recorded', 'Bodies newly recorded']);
  const [first] = flat(await page.locator('.change').allTextContents());
  assert.match(first!, /^M ?– Requests for secrets, by members of system:nodes: no longer recorded \(was Metadata\)/);
  assert.match(first!, /rule 1 → rule 1 get secrets "example" in core, namespace default by jane/);
  assert.equal(await page.locator('.change').first().locator('strong').textContent(), 'no longer recorded (was Metadata)');
  assert.match(
    flat(await page.locator('.counts').allTextContents())[0]!,
    /^No longer recorded \(2\), bodies newly recorded \(1\) for Kubernetes 1\.\d+$/,
  );
  await page.close();
});

test('rules, witness, swap and copy reach the editor', { skip }, async () => {
  const host = new CompareHost(BEFORE, AFTER);
  const page = await open(host);
  const last = page.locator('.change').last();
  await last.getByRole('button', { name: 'rule 2' }).click();
  await last.getByRole('button', { name: 'rule 3' }).click();
  await page.locator('.witness').first().click();
  await page.getByRole('button', { name: 'Swap sides' }).click();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  while (host.asked.length < 5) await setTimeout(5);
  const [was, is, simulate, swap, copy] = host.asked;
  assert.deepEqual(was, { kind: 'reveal', side: 'before', place: { line: 5, character: 3 } });
  assert.deepEqual(is, { kind: 'reveal', side: 'after', place: { line: 6, character: 3 } });
  assert.ok(simulate?.kind === 'simulate' && swap?.kind === 'swap' && copy?.kind === 'copy');
  assert.match(simulate.input.request, /^verb: get\nresource: secrets\nnamespace: default\nname: example$/);
  assert.ok(simulate.input.groups.includes('system:nodes'));
  assert.match(copy.text, /^### Audit policy: `audit-policy\.yaml \(HEAD\)` → `audit-policy\.yaml`\n/);
  await page.close();
});

test('an edit is compared anew; the same meaning says so; a refused policy names side and line', { skip }, async () => {
  const host = new CompareHost(BEFORE, AFTER);
  const page = await open(host);
  await tell(page, await host.edit(policy(SECRETS, SECRETS, '{level: Request}')));
  await page.getByRole('heading', { name: 'Every request is recorded the same' }).waitFor();
  await tell(page, await host.edit(AFTER.replace('level: None', 'level: none')));
  await page.getByText('kube-apiserver refuses audit-policy.yaml').waitFor();
  await page.getByRole('button', { name: 'Line 5' }).click();
  await tell(page, await host.edit('kind: ConfigMap\n'));
  await page.getByText('audit-policy.yaml holds no audit policy').waitFor();
  while (host.asked.length < 1) await setTimeout(5);
  assert.ok(host.asked[0]?.kind === 'reveal' && host.asked[0].side === 'after' && host.asked[0].place.line === 4);
  await page.close();
});

test('what no real server sees is folded at the end', { skip }, async () => {
  const inTheory = policy('{level: None, verbs: ["GET"], resources: [{group: "", resources: [pods]}]}', SECRETS, '{level: Request}');
  const page = await open(new CompareHost(BEFORE, inTheory));
  await page.getByRole('heading', { name: 'No request that a real server sees is recorded differently' }).waitFor();
  const folded = page.locator('details.theory');
  assert.match(
    flat(await folded.locator('summary').first().allTextContents())[0]!,
    /^In theory only \(no real server sees such a request\) 1$/,
  );
  assert.equal(await folded.locator('.change').isVisible(), false);
  await folded.locator('summary').first().click();
  assert.equal(await folded.locator('.change').isVisible(), true);
  await page.close();
});

test('names from a policy are text: nothing of them is obeyed', { skip }, async () => {
  const page = await open(
    new CompareHost(BEFORE, policy('{level: None, users: ["<img src=x onerror=alert(1)>"]}', SECRETS, '{level: Request}')),
  );
  assert.equal(await page.locator('img').count(), 0);
  assert.match((await page.locator('.sentence').first().textContent()) ?? '', /by <img src=x onerror=alert\(1\)>/);
  await page.close();
});

test('a comparison that another one of the same view overtakes ends; other views do not disturb it', async () => {
  const server = new LanguageRequests(registerCompare);
  const ask = (view: string) =>
    server.ask<CompareResult>('auditscope/compare', {
      view,
      before: { name: 'a', text: BEFORE, policy: '' },
      after: { name: 'b', text: AFTER, policy: '' },
    });
  const kinds = (await Promise.all([ask('one'), ask('one'), ask('two')])).map(result => result.kind);
  assert.deepEqual(kinds, ['superseded', 'compared', 'compared']);
});

test('nothing is wider than the window, and axe finds nothing in any theme', { skip }, async () => {
  const page = await open(new CompareHost(BEFORE, AFTER));
  for (const width of [1440, 700, 400]) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, `at ${width}`);
  }
  for (const theme of THEMES) {
    await showTheme(page, theme);
    assert.deepEqual(await axeViolations(page), [], theme);
  }
  await page.close();
});
