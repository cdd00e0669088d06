/**
 * A long text cut in the middle, where names differ least: `system:serviceaccount:…:build-robot`. Counts characters as
 * people see them, so that no character is torn apart.
 */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const tail = Math.floor((limit - 1) / 2);
  return `${characters.slice(0, limit - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
