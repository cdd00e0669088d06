/**
 * A text from a log as it can be shown: control characters and those that reorder or hide text are written as escapes, so
 * that what is read is what is there.
 */
export const visibleText = (text: string): string =>
  text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, character => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
