/** Texts, or arrays and elements of them, one after another. */
export function concatenate(parts: readonly { readonly sql: string; readonly array: boolean }[]): string {
  if (!parts.some(p => p.array)) return `(${parts.map(p => p.sql).join(' || ')})`;
  // DuckDB skips a list that is NULL
  const missing = parts.filter(p => p.array).map(p => `${p.sql} IS NULL`);
  return `CASE WHEN ${missing.join(' OR ')} THEN NULL ELSE ${parts.map(p => (p.array ? p.sql : `[${p.sql}]`)).reduce((a, b) => `list_concat(${a}, ${b})`)} END`;
}
