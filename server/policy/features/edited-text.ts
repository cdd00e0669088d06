import { applyEdits } from '../../lint/apply-fixes.ts';
import type { TextEdit } from '../../lint/finding.ts';

/** A text after edits that do not overlap. */
export const applied = (text: string, edits: readonly TextEdit[]): string => applyEdits(text, [{ title: '', safe: false, edits }]);

/** The line break that a text uses. */
export const newlineOf = (text: string): string => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');
