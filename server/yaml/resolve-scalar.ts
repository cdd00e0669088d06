/** What a plain scalar of YAML 1.1 becomes; mirrors `resolve.go` of go-yaml v2, which kube-apiserver reads a policy with. */
export type ScalarTag = 'str' | 'bool' | 'null' | 'int' | 'float' | 'timestamp' | 'merge';

export interface ResolvedScalar {
  readonly tag: ScalarTag;
  readonly value: string | number | boolean | null;
}

const cased = (words: string) => words.split(' ').flatMap(w => [w, w[0]!.toUpperCase() + w.slice(1), w.toUpperCase()]);

const WORDS = new Map<string, ResolvedScalar>([
  ...['y', 'Y', ...cased('yes true on')].map(w => [w, { tag: 'bool', value: true }] as const),
  ...['n', 'N', ...cased('no false off')].map(w => [w, { tag: 'bool', value: false }] as const),
  ...['', '~', ...cased('null')].map(w => [w, { tag: 'null', value: null }] as const),
  ...['.nan', '.NaN', '.NAN'].map(w => [w, { tag: 'float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(w => [w, { tag: 'float', value: Number.POSITIVE_INFINITY }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(w => [w, { tag: 'float', value: Number.NEGATIVE_INFINITY }] as const),
  ['<<', { tag: 'merge', value: '<<' }],
]);

const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const TIMESTAMP = /^\d{4}-(\d{1,2})-(\d{1,2})(?:([Tt]| {1,})(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?( ?(Z|[-+]\d{2}(:\d{2})?|[-+]\d))?)?$/;

/**
 * Resolves the text of a plain scalar. Integers beyond 2^53 lose digits, which no field of ours notices.
 * Timestamps keep their text: go-yaml hands them on as strings.
 */
export function resolveScalar(text: string): ResolvedScalar {
  const word = WORDS.get(text);
  if (word) return word;
  const first = text.charCodeAt(0);
  const digitOrSign = (first >= 48 && first <= 57) || first === 43 || first === 45;
  if (!digitOrSign && first !== 46) return { tag: 'str', value: text };
  if (first === 46) return FLOAT.test(text) ? { tag: 'float', value: Number(text) } : { tag: 'str', value: text };
  if (isTimestamp(text)) return { tag: 'timestamp', value: text };
  const digits = text.replaceAll('_', '');
  if (INTEGER.test(digits)) return { tag: 'int', value: integerValue(digits) };
  if (FLOAT.test(digits)) {
    const value = Number(digits);
    // strconv.ParseFloat reports overflow as an error, and the scalar stays text
    return Number.isFinite(value) ? { tag: 'float', value } : { tag: 'str', value: text };
  }
  return { tag: 'str', value: text };
}

function integerValue(digits: string): number {
  const sign = digits[0] === '-' ? -1 : 1;
  const body = digits.replace(/^[-+]/, '');
  if (/^0[0-7]+$/.test(body)) return sign * Number.parseInt(body, 8);
  return sign * Number(body);
}

function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [, month, day, , hour, minute, second] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return false;
  return hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60);
}
