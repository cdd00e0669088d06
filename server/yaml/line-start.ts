/** Where the line of an offset begins. */
export const lineStartOf = (text: string, offset: number): number => (offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

/** The column of an offset, from 0. */
export const columnOf = (text: string, offset: number): number => offset - lineStartOf(text, offset);
