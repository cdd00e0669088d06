import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { Frame } from 'playwright-core';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';

describe('the simulator in VS Code', () => {
  let window: VsCodeWindow;
  let view: Frame;

  before(async () => {
    const session = await sharedSession();
    window = await session.open({ width: 1440, height: 900 });
    await window.openFile('audit-policy-ack.yaml');
    await window.page.locator('[id="status.languageStatus"][aria-label*="audit policy"]').waitFor();
    await window.runCommand('Auditscope: Simulate Request');
    view = await window.webview('main.simulator .verdict');
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(() => window.close());

  const ask = async (request: string, verdict: RegExp) => {
    await view.locator('textarea').fill(request);
    await view.locator('.verdict h1', { hasText: verdict }).waitFor();
  };

  it('shows level, deciding rule and trace of a kubectl command', async () => {
    await ask('kubectl get secret db -n shop', /Recorded at Metadata by rule 9/);
    const trace = await view.locator('.trace li').allInnerTexts();
    assert.equal(trace.length, 9);
    assert.match(trace[0]!, /users/);
    assert.match(trace[8]!, /decides/);
  });

  it('goes to the deciding rule in the editor', async () => {
    await view.locator('.verdict h1 button', { hasText: 'rule 9' }).click();
    await window.page.locator('[id="status.editor.selection"]', { hasText: 'Ln 61,' }).waitFor();
  });

  it('previews the recorded event', async () => {
    await ask('kubectl delete pod web-0 -n shop', /Recorded at RequestResponse by rule 11/);
    const preview = (await view.locator('.answer').textContent()) ?? '';
    assert.match(preview, /"auditID"|"verb"/);
    assert.match(preview, /ResponseComplete/);
  });

  it('says what cannot be read', async () => {
    await view.locator('textarea').fill('kubectl frobnicate pods');
    await view.locator('#trouble .trouble').waitFor();
    assert.match((await view.locator('#trouble').textContent()) ?? '', /frobnicate/);
  });

  it('tells above each line of a file of requests what the policy does with it, and simulates it on a click', async () => {
    await window.openFile('shop.audit-requests');
    const lens = window.page.locator('.codelens-decoration a', {
      hasText: 'M Metadata, rule 9: get pods/exec "web-0" in core, namespace shop',
    });
    await lens.first().click();
    // the file may have covered the view, which then begins anew
    view = await window.webview('main.simulator .verdict');
    await view.locator('.policy', { hasText: 'audit-policy.yaml' }).waitFor();
    await view.locator('.verdict h1', { hasText: 'Recorded at Metadata by rule 9' }).waitFor();
    assert.equal(await view.locator('textarea').inputValue(), 'kubectl exec -n shop web-0 -- sh');
  });
});
