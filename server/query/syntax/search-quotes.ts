/** A text between double quotes, as a search writes it. */
export const searchText = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
