/** Characters that move the cursor, colour, hide or reorder what a terminal shows. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text from a file or its name, fit for one line of a terminal: control characters are shown as escapes, not obeyed. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
