/** Whether a byte is what DuckDB takes for blank at the ends of a line of JSON. */
export const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
