/** What keeps a text from being a regular expression, in words; only what every dialect refuses. */
export function patternTrouble(pattern: string): string | undefined {
  let open = 0;
  let quantifiable = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    switch (character) {
      case '\\':
        if (i + 1 >= pattern.length) return 'a backslash stands at the end';
        if (pattern[i + 1] === 'Q') return undefined;
        i += 1;
        quantifiable = true;
        break;
      case '[': {
        const end = endOfClass(pattern, i);
        if (end === undefined) return 'a `[` is not closed';
        i = end;
        quantifiable = true;
        break;
      }
      case '(':
        open += 1;
        quantifiable = false;
        if (pattern[i + 1] === '?') i += 1;
        break;
      case ')':
        open -= 1;
        if (open < 0) return 'a `)` has no `(` before it';
        quantifiable = true;
        break;
      case '*':
      case '+':
      case '?':
        if (!quantifiable) return `\`${character}\` repeats nothing`;
        // a second one makes the first lazy or possessive
        if (pattern[i + 1] === '?' || pattern[i + 1] === '+') i += 1;
        break;
      case '|':
        quantifiable = false;
        break;
      default:
        quantifiable = true;
    }
  }
  return open > 0 ? 'a `(` is not closed' : undefined;
}

/** Place of the `]` that ends a class; a `]` right at its beginning belongs to it. */
function endOfClass(pattern: string, start: number): number | undefined {
  let i = start + 1;
  if (pattern[i] === '^') i += 1;
  if (pattern[i] === ']') i += 1;
  for (; i < pattern.length; i++) {
    if (pattern[i] === '\\') i += 1;
    else if (pattern[i] === ']') return i;
  }
  return undefined;
}
