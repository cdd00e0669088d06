import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { axeViolations } from './axe-violations.ts';
import { showTheme } from './policy-view-browser.ts';
import { sharedViewBrowser, withoutBrowser } from './shared-view-browser.ts';
import { GUIDE_POLICY, SimulatorHost, URI } from './simulator-host.ts';
import { THEMES } from './view-page.ts';

const skip = withoutBrowser;
const open = sharedViewBrowser('simulator');

const heading = (page: Page) => page.locator('.verdict h1');
const says = (page: Page, text: string) => page.locator('h1', { hasText: text }).waitFor();
/** Waits for the answer to this very request: the example the view starts with may be answered in the same words. */
const answers = (page: Page, request: string) => page.locator('.said p', { hasText: request }).waitFor();
const textsOf = async (found: Locator) => (await found.allTextContents()).map(text => text.replace(/\s+/g, ' ').trim());
async function asked(host: SimulatorHost, messages: number): Promise<void> {
  while (host.asked.length < messages) await setTimeout(5);
}
const request = (page: Page) => page.locator('#text');

test('a request is typed: level, deciding rule, trace, and the event that is recorded', { skip }, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY));
  await request(page).fill('GET /api/v1/namespaces/default/secrets/db');
  await says(page, 'Recorded at Metadata by rule 9, stage ResponseComplete.');
  assert.equal(await page.locator('.verdict .level').textContent(), 'M');
  const rows = await textsOf(page.locator('.trace li'));
  assert.equal(rows.length, 9);
  assert.match(rows[0]!, /users\s+system:kube-proxy\s+request has alice/);
  assert.match(rows[8]!, /decides this request/);
  assert.equal(await page.locator('.trace s').first().textContent(), 'system:kube-proxy');
  const [event] = await textsOf(page.locator('.stage[open] .json'));
  assert.match(event!, /"resource": "secrets"/);
  assert.match(event!, /responseObject: level Metadata leaves the response out/);
  assert.match((await textsOf(page.locator('.stage.omitted')))[0]!, /RequestReceived not recorded: omitStages leaves it out/);
  await page.close();
});

test('a click on the deciding rule or a tried one shows it in the policy, and an event is copied', { skip }, async () => {
  const host = new SimulatorHost(GUIDE_POLICY);
  const page = await open(host);
  await request(page).fill('GET /api/v1/namespaces/default/secrets/db');
  await says(page, 'Metadata by rule 9');
  await heading(page).getByRole('button').click();
  await page.locator('.trace button').first().click();
  await page.getByRole('button', { name: 'Copy the event of ResponseComplete' }).click();
  await asked(host, 3);
  const lines = GUIDE_POLICY.split('\n');
  const [decided, first, copied] = host.asked;
  assert.ok(decided?.kind === 'reveal' && first?.kind === 'reveal' && copied?.kind === 'copy');
  assert.match(lines[decided.line]!, /level: Metadata/);
  assert.match(lines[first.line]!, /level: None/);
  assert.equal(JSON.parse(copied.text).requestURI, '/api/v1/namespaces/default/secrets/db');
  await page.close();
});

test('of the requests of a kubectl command the one it is about is shown and stands first; the arrow keys walk the list', {
  skip,
}, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY));
  await request(page).fill('kubectl exec web-0 -n prod -- sh');
  const sent = page.getByRole('listbox', { name: 'Requests of this command' }).getByRole('option');
  await sent.filter({ hasText: 'namespace prod' }).first().waitFor();
  assert.deepEqual(await textsOf(sent.locator('.machine')), [
    'get pods/exec "web-0" in core, namespace prod',
    'get pods "web-0" in core, namespace prod',
    'create pods/exec "web-0" in core, namespace prod',
  ]);
  assert.match((await textsOf(sent))[2]!, /^RR.*after the GET, where it is refused/);
  assert.match((await textsOf(page.locator('.said p')))[0]!, /get pods\/exec "web-0" in core, namespace prod by alice/);
  assert.equal(await page.getByLabel('resource').inputValue(), 'pods/exec');
  await page.getByRole('option', { selected: true }).focus();
  await page.keyboard.press('ArrowDown');
  assert.match((await textsOf(page.getByRole('option', { selected: true })))[0]!, /get pods "web-0"/);
  assert.equal(await page.getByLabel('resource').inputValue(), 'pods');
  await page.close();
});

test('a field that is edited changes the request, and a resource brings its group along', { skip }, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY));
  await request(page).fill('GET /api/v1/namespaces/default/pods');
  await answers(page, 'list pods in core, namespace default');
  await says(page, 'by rule 10');
  await page.getByLabel('resource').click();
  await page.getByLabel('resource').fill('deployments/sc');
  await page.getByRole('option', { name: 'deployments/scale' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('verb').fill('update');
  await page.getByLabel('name', { exact: true }).fill('web');
  await page.waitForFunction(() => document.querySelector('.said p')?.textContent?.startsWith('update deployments/scale "web" in apps'));
  assert.equal(
    await request(page).inputValue(),
    'verb: update\napiGroup: apps\nresource: deployments\nsubresource: scale\nnamespace: default\nname: web',
  );
  await page.getByText('PUT /apis/apps/v1/namespaces/default/deployments/web/scale').waitFor();
  await page.close();
});

test('users and groups are completed from the policy and from Kubernetes; groups follow the user', { skip }, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY));
  const user = page.getByLabel('User', { exact: true });
  await user.click();
  assert.equal((await textsOf(page.getByRole('listbox').getByRole('option')))[0], 'system:kube-proxy');
  await page.keyboard.press('Tab');
  const groups = page.getByLabel('Groups', { exact: true });
  assert.ok(await groups.evaluate(field => field === document.activeElement), 'the list of values is no stop on the way');
  await user.fill('coredns');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await user.inputValue(), 'system:serviceaccount:kube-system:coredns');
  assert.equal(await groups.inputValue(), 'system:serviceaccounts, system:serviceaccounts:kube-system, system:authenticated');
  await page.getByLabel(/Authentication fails/).check();
  await page.locator('.said', { hasText: 'nobody (authentication failed)' }).waitFor();
  assert.equal(await user.isDisabled(), true);
  await page.close();
});

test('what cannot be read is told beside the text, with its place', { skip }, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY));
  await request(page).fill('kubectl get pdos');
  await page.getByText('No built-in resource is called "pdos"; did you mean pods?').waitFor();
  assert.equal(await request(page).getAttribute('aria-invalid'), 'true');
  await request(page).fill('{"verb": "get",\n "resource": pods}');
  await page.getByText(/^Line 2, column \d+: /).waitFor();
  await request(page).fill('<img src=x onerror=alert(1)>');
  await page.getByText('"<img src=x onerror=alert(1)>" is no request').waitFor();
  assert.equal(await page.locator('img').count(), 0);
  await page.close();
});

test('an edit of the policy is asked anew at once; a refused policy says why', { skip }, async () => {
  const host = new SimulatorHost(GUIDE_POLICY);
  const page = await open(host);
  await says(page, 'Recorded at Request by rule 10');
  const edit = (policy: string) => page.evaluate(message => window.postMessage(message, '*'), host.edit(policy));
  await edit('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n');
  await says(page, 'Not recorded: rule 1 says None.');
  await edit('apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: none\n');
  await says(page, 'kube-apiserver would not load this policy');
  await page.getByText(/Unsupported value: "none"/).click();
  await asked(host, 1);
  assert.deepEqual(host.asked, [{ kind: 'reveal', line: 3, character: 9 }]);
  await page.close();
});

test('what was asked is remembered and asked again when the window comes back', { skip }, async () => {
  const input = { request: 'GET /version', user: null, groups: [] };
  const page = await open(new SimulatorHost(GUIDE_POLICY), { kept: { input, policy: 'file:///audit-policy.yaml' } });
  await page.locator('.said', { hasText: 'get /version' }).waitFor();
  await request(page).fill('GET /healthz');
  const kept = await page.evaluate(() => (window as unknown as { kept: unknown }).kept);
  assert.deepEqual(kept, { input: { ...input, request: 'GET /healthz' }, policy: 'file:///audit-policy.yaml' });
  await page.close();
});

/** Contrast of two colours as a page paints them (WCAG 2). */
function contrastsOfMarks(): readonly number[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const luminance = (colours: readonly string[]): number => {
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map(byte => {
      const c = byte / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('.probe .level')].map(mark => {
    const { color, backgroundColor } = getComputedStyle(mark);
    const fill = luminance([page, backgroundColor]);
    const letter = luminance([page, backgroundColor, color]);
    return (Math.max(fill, letter) + 0.05) / (Math.min(fill, letter) + 0.05);
  });
}

test('in four themes axe finds nothing, and the letter of every level can be read', { skip }, async () => {
  const input = { request: 'kubectl exec web-0 -- sh', user: 'alice', groups: ['system:authenticated'] };
  const pins = [['None'], ['Request', 'Request', 'RequestResponse']].map(levels => ({ input, policy: URI, levels }));
  const page = await open(new SimulatorHost(GUIDE_POLICY, { history: [input], pins }));
  await page.locator('.recent summary').click();
  await page.evaluate(() => {
    const marks = ['None', 'Metadata', 'Request', 'RequestResponse'].map(level => {
      const mark = document.createElement('span');
      mark.className = `level level-${level}`;
      mark.textContent = level.charAt(0);
      return mark;
    });
    const probe = document.createElement('div');
    probe.className = 'probe';
    probe.append(...marks);
    document.querySelector('main')!.append(probe);
  });
  for (const theme of THEMES) {
    await showTheme(page, theme);
    for (const [text, width] of [
      ['kubectl exec web-0 -- sh', 1440],
      ['GET pods', 700],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await request(page).fill(text);
      await page.waitForFunction(t => (document.querySelector('.trouble') !== null) === (t === 'GET pods'), text);
      assert.deepEqual(await axeViolations(page), [], `${theme} ${width}`);
    }
    const contrasts = await page.evaluate(contrastsOfMarks);
    assert.equal(contrasts.length, 4);
    for (const contrast of contrasts) assert.ok(contrast >= 4.5, `${theme}: ${contrasts.map(c => c.toFixed(2)).join(', ')}`);
  }
  await page.close();
});

test('nothing is wider than a panel of 360 pixels', { skip }, async () => {
  const page = await open(new SimulatorHost(GUIDE_POLICY), { width: 360 });
  await says(page, 'Recorded at Request');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.close();
});
