import type { Locator, Page } from 'playwright-core';

/** The text editor that has the focus, driven as a user does: lines and columns count from 1. */
export interface TextEditor {
  goTo(line: number, column: number): Promise<void>;
  /** Inserts text at the caret, without what VS Code adds by itself while typing (closing brackets, indentation). */
  insert(text: string): Promise<void>;
  /** The first token of the visible text that reads like this. */
  word(text: string): Locator;
  /** Rests the mouse on a word until a hover stands there; answers its first line. */
  hover(text: string): Promise<string>;
  /** The entries of the completion list at the caret, in order. */
  completions(): Promise<readonly string[]>;
  /** Applies the quick fix of this title at the caret. */
  quickFix(title: string | RegExp): Promise<void>;
}

export function textEditor(page: Page): TextEditor {
  const lines = page.locator('.editor-instance .view-lines').first();
  const word = (text: string) => lines.locator('.view-line span span', { hasText: exactly(text) }).first();
  return {
    async goTo(line, column) {
      await page.keyboard.press('Control+G');
      const box = page.locator('.quick-input-widget');
      await box.locator('input[type="text"]').first().fill(`:${line}:${column}`);
      // Enter does nothing until the box has taken up what was typed, which a busy machine puts off
      await box.locator('.monaco-list-row', { hasText: new RegExp(`line ${line}\\b`) }).waitFor();
      await page.keyboard.press('Enter');
      await box.waitFor({ state: 'hidden' });
    },
    insert: text => page.keyboard.insertText(text),
    word,
    async hover(text) {
      await page.mouse.move(0, 0);
      await word(text).hover();
      const hover = page.locator('.monaco-editor .monaco-hover:not(.hidden), .monaco-hover.fade-in:not(.hidden)').first();
      return (await hover.locator('p').first().textContent()) ?? '';
    },
    async completions() {
      await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+Space');
      const rows = page.locator('.suggest-widget.visible .monaco-list-row');
      await rows.first().waitFor();
      const labels = await rows.locator('.label-name').allInnerTexts();
      await page.keyboard.press('Escape');
      return labels;
    },
    async quickFix(title) {
      const action = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
      // the menu closes again when something else takes the focus, as a view that has just been filled
      for (let tries = 1; ; tries++) {
        await page.keyboard.press('Control+.');
        const shown = await action.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
        if (shown || tries === 3) break;
      }
      await action.click();
    },
  };
}

const exactly = (text: string) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
