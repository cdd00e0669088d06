/** A name or value from outside as code, whatever is in it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(m => m[0].length)) + 1);
  const blank = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${blank}${line}${blank}${fence}`;
}

/** A text cut in the middle where it is too long to be read in passing. */
export function cut(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const half = Math.floor((length - 1) / 2);
  return line.length <= length ? line : `${line.slice(0, half)}…${line.slice(-half)}`;
}
