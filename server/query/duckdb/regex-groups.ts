/** What a group of a pattern can match. */
export interface PatternGroup {
  /** May match the empty text. */
  readonly canBeEmpty: boolean;
  /** Takes part in every match: it stands in no alternative and is not optional. */
  readonly takesPart: boolean;
}

/**
 * The groups of a regular expression, the whole match first; undefined where the pattern is too unusual to tell. It errs towards `canBeEmpty`.
 */
export function patternGroups(pattern: string): readonly PatternGroup[] | undefined {
  const groups: { canBeEmpty: boolean; takesPart: boolean }[] = [{ canBeEmpty: true, takesPart: true }];
  let at = 0;
  let broken = false;

  /** Whether what was read can be empty. */
  function alternatives(): boolean {
    const first = groups.length;
    let empty = sequence();
    const single = pattern[at] !== '|';
    while (pattern[at] === '|') {
      at++;
      empty = sequence() || empty;
    }
    if (!single) leaveOut(first);
    return empty;
  }

  /** The groups from one on need not take part. */
  function leaveOut(first: number): void {
    for (const group of groups.slice(first)) group.takesPart = false;
  }

  function sequence(): boolean {
    let empty = true;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const first = groups.length;
      const atom = readAtom();
      const optional = quantifier();
      if (optional) leaveOut(first);
      if (!atom && !optional) empty = false;
    }
    return empty;
  }

  function readAtom(): boolean {
    const character = pattern[at++]!;
    switch (character) {
      case '(':
        return group();
      case '[':
        characterClass();
        return false;
      case '^':
      case '$':
        return true;
      case '\\': {
        const escaped = pattern[at++];
        if (escaped === 'Q' || escaped === 'p' || escaped === 'P') broken = true;
        return escaped === undefined || 'bBAzZ'.includes(escaped);
      }
      default:
        return false;
    }
  }

  function group(): boolean {
    const special = /^\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+\))/.exec(pattern.slice(at))?.[0];
    if (pattern[at] === '?' && special === undefined) broken = true;
    if (special?.endsWith(')')) {
      at += special.length;
      return true;
    }
    const own = special?.endsWith(':') ? undefined : { canBeEmpty: true, takesPart: true };
    if (own) groups.push(own);
    at += special?.length ?? 0;
    const empty = alternatives();
    if (pattern[at] !== ')') broken = true;
    at++;
    if (own) own.canBeEmpty = empty;
    return empty;
  }

  function characterClass(): void {
    if (pattern[at] === '^') at++;
    if (pattern[at] === ']') at++;
    while (at < pattern.length && pattern[at] !== ']') {
      if (pattern.startsWith('[:', at)) at = Math.max(pattern.indexOf(':]', at) + 1, at);
      else if (pattern[at] === '\\') at++;
      at++;
    }
    at++;
  }

  /** Whether the quantifier allows nothing at all. */
  function quantifier(): boolean {
    const found = /^(?:[*?]|\+|\{(\d+)(?:,\d*)?\})[?+]?/.exec(pattern.slice(at));
    if (!found) return false;
    at += found[0].length;
    return found[0].startsWith('*') || found[0].startsWith('?') || Number(found[1] ?? 1) === 0;
  }

  groups[0]!.canBeEmpty = alternatives();
  return broken || at < pattern.length ? undefined : groups;
}
