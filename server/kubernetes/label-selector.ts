/**
 * Whether kube-apiserver can read a label selector (`labels.Parse` of `k8s.io/apimachinery/pkg/labels`).
 * A selector it cannot read makes it drop all list options, the name in a field selector included.
 */
export function isLabelSelector(selector: string): boolean {
  const tokens = tokensOf(selector);
  let at = 0;

  const isIdentifier = (token: string | undefined): boolean => token !== undefined && !SYMBOLS.has(token);
  const startsRequirement = (token: string | undefined): boolean => token === '!' || isIdentifier(token);
  const endsRequirement = (token: string | undefined): boolean => token === undefined || token === ',';

  const readRequirement = (): boolean => {
    const negated = tokens[at] === '!';
    if (negated) at++;
    const key = tokens[at++];
    if (!isIdentifier(key) || !isLabelKey(key!)) return false;
    if (negated || endsRequirement(tokens[at])) return true;
    const operator = tokens[at++]!;
    if (operator === 'in' || operator === 'notin') return readValues();
    if (!EXACT_OPERATORS.has(operator)) return false;
    const value = endsRequirement(tokens[at]) ? '' : tokens[at++]!;
    if (value !== '' && !isIdentifier(value)) return false;
    if ((operator === '<' || operator === '>') && !isInteger64(value)) return false;
    return isLabelValue(value);
  };

  const readValues = (): boolean => {
    if (tokens[at++] !== '(') return false;
    for (let afterIdentifier = false; tokens[at] !== ')'; at++) {
      const token = tokens[at];
      if (token === ',') afterIdentifier = false;
      else if (!isIdentifier(token) || afterIdentifier || !isLabelValue(token!)) return false;
      else afterIdentifier = true;
    }
    at++;
    return true;
  };

  if (tokens.length === 0) return true;
  for (;;) {
    if (!startsRequirement(tokens[at]) || !readRequirement()) return false;
    const next = tokens[at++];
    if (next === undefined) return true;
    if (next !== ',') return false;
  }
}

const SYMBOLS: ReadonlySet<string> = new Set([')', '(', ',', '!', '=', '==', '!=', '<', '>']);
const EXACT_OPERATORS: ReadonlySet<string> = new Set(['=', '==', '!=', '<', '>']);
const SPECIAL = '=!(),<>';
const WHITESPACE = ' \t\r\n';

function tokensOf(selector: string): readonly string[] {
  const tokens: string[] = [];
  for (let at = 0; at < selector.length; ) {
    const character = selector[at]!;
    if (WHITESPACE.includes(character)) {
      at++;
    } else if (SPECIAL.includes(character)) {
      const two = selector.slice(at, at + 2);
      const symbol = two === '==' || two === '!=' ? two : character;
      tokens.push(symbol);
      at += symbol.length;
    } else {
      const start = at;
      while (at < selector.length && !SPECIAL.includes(selector[at]!) && !WHITESPACE.includes(selector[at]!)) at++;
      tokens.push(selector.slice(start, at));
    }
  }
  return tokens;
}

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && (prefix.length > 253 || !SUBDOMAIN.test(prefix))) return false;
  return name.length <= 63 && NAME.test(name);
}

const isLabelValue = (value: string): boolean => value === '' || (value.length <= 63 && NAME.test(value));

const MAX_INT64 = '9223372036854775807';
const MIN_INT64 = '9223372036854775808';

/** Whether Go's `strconv.ParseInt(text, 10, 64)` accepts the text. */
export function isInteger64(text: string): boolean {
  const match = /^([+-]?)0*(\d*)$/.exec(text);
  if (!match || !/\d$/.test(text)) return false;
  const digits = match[2]!;
  const limit = match[1] === '-' ? MIN_INT64 : MAX_INT64;
  return digits.length < limit.length || (digits.length === limit.length && digits <= limit);
}
