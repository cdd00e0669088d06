import { type SqlFunction, sqlFunction } from './sql-function.ts';

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

/** Character by character: what would become several stays. */
const upper = (text: string): string =>
  Array.from(text, c => {
    const large = c.toUpperCase();
    return [...large].length === 1 ? large : c;
  }).join('');

export const TEXT_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_fail', ['VARCHAR'], 'VARCHAR', message => {
    throw new Error(message);
  }),
  sqlFunction('sls_upper', ['VARCHAR'], 'VARCHAR', upper),
  sqlFunction('sls_split', ['VARCHAR', 'VARCHAR', 'BIGINT'], 'VARCHAR[]', (text, delimiter, limit) => {
    if (delimiter === '') throw new Error('The delimiter of split must not be empty.');
    if (limit < 1n) throw new Error('The limit of split must be at least 1.');
    const parts = text.split(delimiter);
    const kept = Number(limit);
    return parts.length <= kept ? parts : [...parts.slice(0, kept - 1), parts.slice(kept - 1).join(delimiter)];
  }),
  sqlFunction('sls_join', ['VARCHAR[]', 'VARCHAR'], 'VARCHAR', (items, delimiter) => items.filter(item => item !== null).join(delimiter)),
  sqlFunction('sls_strpos', ['VARCHAR', 'VARCHAR', 'BIGINT'], 'BIGINT', (text, part, instance) => {
    let at = -1;
    for (let n = 0n; n < instance; n++) {
      at = text.indexOf(part, at + 1);
      if (at < 0) return 0n;
    }
    return BigInt([...text.slice(0, at)].length + 1);
  }),
  sqlFunction('sls_levenshtein', ['VARCHAR', 'VARCHAR'], 'BIGINT', (a, b) => BigInt(levenshtein([...a], [...b]))),
  sqlFunction('sls_hamming', ['VARCHAR', 'VARCHAR'], 'BIGINT', (a, b) => {
    const [x, y] = [[...a], [...b]];
    if (x.length !== y.length) throw new Error('The texts of hamming_distance must be equally long.');
    return BigInt(x.filter((c, i) => c !== y[i]).length);
  }),
  sqlFunction('sls_normalize', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, form) => {
    const known = FORMS.find(f => f === form.toUpperCase());
    if (!known) throw new Error(`'${form}' is no form of normalize; there are ${FORMS.join(', ')}.`);
    return text.normalize(known);
  }),
];

/** As SLS does it, pairs that would take too long are refused. */
const MOST_STEPS = 1_000_000;

function levenshtein(a: readonly string[], b: readonly string[]): number {
  if (a.length * b.length > MOST_STEPS) throw new Error('The texts of levenshtein_distance are too long.');
  let row = b.map((_, i) => i + 1);
  row.unshift(0);
  for (const [i, x] of a.entries()) {
    const next = [i + 1];
    for (const [j, y] of b.entries()) next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (x === y ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
