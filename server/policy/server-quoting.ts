/** A text as the server's field errors quote it: a JSON string, with the line separators that Go always escapes. */
export const quoted = (value: string): string => JSON.stringify(value).replace(/[\u2028\u2029]/g, escaped);

/** A value as other field errors print it: Go's encoding/json, which escapes markup too. */
export const goJson = (values: string | readonly string[]): string => JSON.stringify(values).replace(/[<>&\u2028\u2029]/g, escaped);

const escaped = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
