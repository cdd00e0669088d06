const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Nanoseconds that Go's 64-bit durations end at. */
const LONGEST = 2 ** 63;

/**
 * Seconds of a duration as Go's `time.ParseDuration` reads it (`1m30s`, `1.5h`, `-2s`, `0`), or `undefined` for a text it
 * refuses, such as a number without a unit.
 */
export function parseDuration(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) return undefined;
  let nanoseconds = 0;
  for (const [, amount, unit] of unsigned.matchAll(/([\d.]+)(\D+)/g)) nanoseconds += Number(amount) * NANOSECONDS[unit!]!;
  return nanoseconds < LONGEST ? (sign * nanoseconds) / 1e9 : undefined;
}
