import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type PolicyViewBrowser, startPolicyViewBrowser, type ViewHost, type ViewLook } from './policy-view-browser.ts';

/** Why the tests of views cannot run here, or false. */
export const withoutBrowser: string | false = existsSync('/usr/bin/chromium') ? false : 'needs Chromium';

/**
 * One browser for all tests of a file, started before the first and closed after the last, which then fail where a page had a
 * script error or violated its content policy. Tells how to open the view.
 */
export function sharedViewBrowser(view: Parameters<typeof startPolicyViewBrowser>[0]): (host: ViewHost, look?: ViewLook) => Promise<Page> {
  let browser: PolicyViewBrowser;
  before(async () => {
    if (!withoutBrowser) browser = await startPolicyViewBrowser(view);
  });
  after(async () => {
    if (withoutBrowser) return;
    await browser.close();
    assert.deepEqual(browser.complaints, [], 'script errors or violations of the content policy');
  });
  return (host, look) => browser.open(host, look);
}
