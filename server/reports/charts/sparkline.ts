/**
 * A row of small bars as the `d` of an SVG path: the trend of one figure without axes. Bars stand on the ground line; a
 * count that is not zero is at least one unit high, so that rare events can be seen.
 */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const most = Math.max(0, ...values);
  if (most === 0) return '';
  const step = width / values.length;
  const bar = Math.max(0.5, step - Math.min(1, step / 4));
  return values
    .map((value, i) => {
      if (value <= 0) return '';
      const size = Math.max(1, (value / most) * height);
      return `M${round(i * step)} ${height}v${round(-size)}h${round(bar)}v${round(size)}z`;
    })
    .join('');
}

/** At most so many buckets, neighbours added up: a small picture cannot show more. */
export function condense(values: readonly number[], buckets: number): readonly number[] {
  if (values.length <= buckets) return values;
  const sums = new Array<number>(buckets).fill(0);
  values.forEach((value, i) => {
    sums[Math.floor((i * buckets) / values.length)]! += value;
  });
  return sums;
}

const round = (value: number): number => Math.round(value * 100) / 100;
