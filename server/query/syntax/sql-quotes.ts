import { RESERVED } from './keywords.ts';

/** A name as SQL has to write it; `quoted`: in quotes whatever it is. */
export function sqlName(name: string, quoted = false): string {
  const bare = !quoted && /^[a-z_][a-z0-9_]*$/i.test(name) && !RESERVED.has(name.toLowerCase());
  return bare ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL writes it. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
