/** Text of a policy as Markdown that shows it and does nothing: no link, no HTML, no formatting. */
export const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|~&$:@^=]/g, '\\$&').replace(/\s+/g, ' ');

/** A value of a policy in code style; backticks inside need a longer fence. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  if (flat.trim() === '') return '`""`';
  const fence = '`'.repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(m => m[0].length)) + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}
