import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';
import { type TextEditor, textEditor } from './text-editor.ts';

describe('an audit policy in VS Code', () => {
  let window: VsCodeWindow;
  let editor: TextEditor;
  let policy: string;

  before(async () => {
    const session = await sharedSession();
    policy = join(session.workspace, 'audit-policy-ack.yaml');
    window = await session.open({ width: 1440, height: 900 });
    await window.openFile('audit-policy-ack.yaml');
    editor = textEditor(window.page);
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(() => window.close());

  const problems = async () => {
    await window.runCommand('Problems: Focus on Problems View');
    return window.page.locator('.markers-panel .monaco-list-row');
  };

  it('underlines a mistake while it is typed, lists it as a problem, and fixes it', async () => {
    const { page } = window;
    const before = readFileSync(policy, 'utf8');
    const place = placeOf(before, 'verbs: ["watch"]');
    await editor.goTo(place.line, place.column + 'verbs'.length);
    await page.keyboard.press('Backspace');
    await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    const rows = await problems();
    await rows.filter({ hasText: 'Did you mean "verbs"' }).waitFor();

    await editor.word('verb').click();
    await editor.quickFix('verbs');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await rows.filter({ hasText: 'Did you mean "verbs"' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    assert.equal(readFileSync(policy, 'utf8'), before);
  });

  it('says in the first line of a hover what a rule records', async () => {
    const text = await editor.hover('level');
    assert.match(text, /^Rule 1 of 12 records nothing for watch requests for endpoints and services, by system:kube-proxy/);
  });

  it('completes fields and values of a rule that is being written', async () => {
    const end = readFileSync(policy, 'utf8').trimEnd().split('\n').length;
    await editor.goTo(end, 100);
    await editor.insert('\n  verbs: [');
    const verbs = await editor.completions();
    assert.ok(
      ['get', 'list', 'watch'].every(v => verbs.includes(v)),
      verbs.join(),
    );
    await window.runCommand('File: Revert File');
    await editor.goTo(end, 100);
    await editor.insert('\n  ');
    const fields = await editor.completions();
    assert.ok(
      ['users', 'resources', 'omitStages'].every(f => fields.includes(f)),
      fields.join(),
    );
    assert.ok(!fields.includes('level'), 'a field that is there is not offered again');
    await window.runCommand('File: Revert File');
  });

  it('tells rules, problems and the Kubernetes version in the language status', async () => {
    await window.openFile('audit-policy.yaml');
    await window.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    const label = await window.page.locator('[id="status.languageStatus"]').getAttribute('aria-label');
    assert.match(label ?? '', /Kubernetes 1\.\d+, audit policy, 10 rules, \d+ problems/);
  });

  it('follows the Kubernetes version that is chosen', async () => {
    await window.runCommand('Auditscope: Select Kubernetes Version');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: '1.24' }).first().click();
    await window.page.locator('[id="status.languageStatus"][aria-label*="Kubernetes 1.24"]').waitFor();
  });
});

/** Line and column (from 1) of the first place with this text. */
function placeOf(text: string, wanted: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
