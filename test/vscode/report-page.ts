import type { Frame, Locator } from 'playwright-core';
import type { VsCodeWindow } from '../../scripts/vscode/vscode-window.ts';

/** The report in its webview, read and driven by what a user sees. */
export interface ReportPage {
  readonly frame: Frame;
  panel(id: string): Locator;
  /** The number on a tile. */
  figure(panel: string): Promise<number>;
  /** Names and numbers of a panel with bars. */
  bars(panel: string): Promise<ReadonlyMap<string, number>>;
  chips(): Promise<readonly string[]>;
  /** Resolves when no panel waits for an answer. */
  settled(): Promise<void>;
}

export async function reportPage(window: VsCodeWindow): Promise<ReportPage> {
  const frame = await window.webview('main.report [data-panel="total-events"]');
  const panel = (id: string) => frame.locator(`[data-panel="${id}"]`);
  const busy = frame.locator('[data-panel][aria-busy="true"]').first();
  // panels begin to wait a moment after the click that makes them
  const settled = async () => {
    do {
      await busy.waitFor({ state: 'detached' });
      await frame.waitForTimeout(250);
    } while ((await busy.count()) > 0);
  };
  await settled();
  return {
    frame,
    panel,
    settled,
    async figure(id) {
      return numberOf(await panel(id).locator('.tile-value').textContent());
    },
    async bars(id) {
      const rows = await panel(id).locator('.bars [role="row"]').all();
      const entries = rows.map(async row => {
        const name = (await row.locator('.machine').first().getAttribute('title')) ?? '';
        const count = await row.locator('.count').textContent();
        return [name.split('\n')[0]!, numberOf(count)] as const;
      });
      return new Map(await Promise.all(entries));
    },
    chips: async () => (await frame.locator('.filters .chip').allInnerTexts()).map(text => text.replaceAll('\n', ' ')),
  };
}

const numberOf = (text: string | null) => Number((text ?? '').trim().replaceAll(',', ''));
