import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { HostPlan } from './fake-host.ts';
import type { FakeEvent } from './fake-log.ts';

/** The events of the sample log; what the tests expect of the view is counted from them. */
export const EVENTS: readonly FakeEvent[] = readFileSync(fileURLToPath(new URL('../workspace/audit.log', import.meta.url)), 'utf8')
  .split('\n')
  .flatMap(line => {
    try {
      const event = JSON.parse(line) as FakeEvent;
      return event.verb ? [event] : [];
    } catch {
      return [];
    }
  });
export const PLAN: HostPlan = { events: EVENTS, name: 'audit.log', damaged: [{ line: 11, reason: 'the line ends inside a text' }] };

export const count = (test: (event: FakeEvent) => boolean): number => EVENTS.filter(test).length;

/** The text of the first element, as it is seen, once it is there. */
export async function text(page: Page, selector: string): Promise<string> {
  const element = page.locator(selector).first();
  await element.waitFor({ state: 'attached' });
  return (await element.allInnerTexts())[0] ?? '';
}

export const figure = async (page: Page, panel: string): Promise<number> =>
  Number((await text(page, `[data-panel="${panel}"] .tile-value`)).replace(/,/g, ''));

/** The conditions in force as their chips say them. */
export const chips = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.chip').allInnerTexts()).map(t => t.replace(/\s+/g, ' ').trim());
