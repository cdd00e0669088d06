import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';
import { pictureOfFailure, sharedSession } from './shared-session.ts';
import { textEditor } from './text-editor.ts';

const POLICY = 'compared.yaml';

describe('matrix and comparison in VS Code', () => {
  let window: VsCodeWindow;
  let workspace: string;

  before(async () => {
    const session = await sharedSession();
    workspace = session.workspace;
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', workspace, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args]);
    // a file of its own: VS Code brings unsaved edits back in later windows
    copyFileSync(join(workspace, 'audit-policy-ack.yaml'), join(workspace, POLICY));
    git('init', '--quiet');
    git('add', POLICY);
    git('commit', '--quiet', '--message', 'The policy as it is');
    window = await session.open({ width: 1440, height: 900 });
  });
  afterEach(t => pictureOfFailure(window, t as TestContext));
  after(async () => {
    rmSync(join(workspace, '.git'), { recursive: true, force: true });
    await window.close();
  });

  it('a policy has its lenses although the focus goes to the matrix at once', async () => {
    await window.openFile(POLICY);
    await window.runCommand('Auditscope: Show Level Matrix');
    await window.webview('.grid');
    await window.page.locator('.codelens-decoration', { hasText: 'Rule 1 records' }).first().waitFor();
  });

  it('a click on a cell goes to its rule, whose cells are outlined then', async () => {
    await window.runCommand('Auditscope: Show Level Matrix');
    const view = await window.webview('.grid');
    await view.locator('.row:has(> [aria-label="secrets"]) .cell[aria-label="Metadata, rule 9"]').first().click();
    await window.page.locator('[id="status.editor.selection"]', { hasText: 'Ln 61,' }).waitFor();
    await view.locator('.row:has(> [aria-label="secrets"]) .of-cursor').first().waitFor();
    assert.equal(await view.locator('.row:has(> [aria-label="pods"]) .of-cursor').count(), 0);
  });

  it('the working copy is compared with HEAD at every edit, and a witness opens in the simulator', async () => {
    await window.runCommand('Auditscope: Compare with HEAD');
    const view = await window.webview('main.compare');
    await view.getByText('Every request is recorded the same').waitFor();
    await window.page.locator('.editor-instance .view-lines').first().click();
    const editor = textEditor(window.page);
    // the level of the rule about secrets
    await editor.goTo(61, 12);
    await window.page.keyboard.press('Control+Delete');
    await editor.insert('None');
    await view.locator('.lost .change').first().waitFor();
    await view.locator('.lost .witness').first().click();
    const simulator = await window.webview('main.simulator .verdict');
    await simulator.locator('.verdict h1', { hasText: /^Not recorded: rule \d+ says None/ }).waitFor();
  });

  it('a policy that git does not know says so', async () => {
    await window.openFile('audit-policy.yaml');
    await window.runCommand('Auditscope: Compare with HEAD');
    const view = await window.webview('main.compare');
    await view.locator('.trouble', { hasText: 'audit-policy.yaml is not in HEAD: it has not been committed yet' }).waitFor();
  });
});
