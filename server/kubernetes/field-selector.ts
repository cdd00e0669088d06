/** A term `field=value` or `field!=value` of a field selector, escapes removed. */
interface Term {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/**
 * The value that a field selector requires of `field`, or `null` where it requires none; `undefined` for a selector
 * the server cannot read. Mirrors `k8s.io/apimachinery/pkg/fields`: terms are sorted, the first equality counts.
 */
export function requiredValue(selector: string, field: string): string | null | undefined {
  let required: string | null = null;
  for (const text of splitTerms(selector).sort()) {
    if (text === '') continue;
    const term = parseTerm(text);
    if (term === undefined) return undefined;
    if (required === null && term.equal && term.field === field) required = term.value;
  }
  return required;
}

function splitTerms(selector: string): string[] {
  if (!selector.includes('\\')) return selector.split(',');
  const terms: string[] = [];
  let start = 0;
  for (let at = 0; at < selector.length; at++) {
    if (selector[at] === '\\') at++;
    else if (selector[at] === ',') {
      terms.push(selector.slice(start, at));
      start = at + 1;
    }
  }
  terms.push(selector.slice(start));
  return terms;
}

function parseTerm(text: string): Term | undefined {
  const equals = text.indexOf('=');
  if (equals < 0) return undefined;
  const equal = text[equals - 1] !== '!';
  const double = equal && text[equals + 1] === '=';
  const value = unescapeValue(text.slice(equals + (double ? 2 : 1)));
  return value === undefined ? undefined : { field: text.slice(0, equal ? equals : equals - 1), equal, value };
}

function unescapeValue(text: string): string | undefined {
  let value = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === ',' || character === '=') return undefined;
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escaped = text[++at];
    if (escaped !== '\\' && escaped !== ',' && escaped !== '=') return undefined;
    value += escaped;
  }
  return value;
}
