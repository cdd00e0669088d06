/** How many groups a regular expression has; undefined where it quotes text in a way that hides them. */
export function groupCount(pattern: string): number | undefined {
  if (pattern.includes('\\Q')) return undefined;
  // escaped characters and classes hold no groups
  const bare = pattern.replaceAll(/\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/gs, '');
  return [...bare.matchAll(/\((?!\?)|\(\?P?<[A-Za-z]/g)].length;
}
