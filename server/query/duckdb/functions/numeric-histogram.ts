export interface HistogramBucket {
  readonly centre: number;
  readonly weight: number;
}

/** At most so many buckets: the two nearest are joined until it is so many. */
export function numericHistogram(values: readonly number[], buckets: number): readonly HistogramBucket[] {
  if (buckets < 2) throw new Error('numeric_histogram needs at least two buckets.');
  let all: HistogramBucket[] = [];
  const settle = () => {
    while (all.length > buckets) {
      let nearest = 0;
      for (let i = 1; i + 1 < all.length; i++)
        if (all[i + 1]!.centre - all[i]!.centre < all[nearest + 1]!.centre - all[nearest]!.centre) nearest = i;
      const [a, b] = [all[nearest]!, all[nearest + 1]!];
      const weight = a.weight + b.weight;
      all.splice(nearest, 2, { centre: (a.centre * a.weight + b.centre * b.weight) / weight, weight });
    }
  };
  // in slices, so that the joining stays cheap
  for (let from = 0; from < values.length; from += 4096) {
    const counts = new Map(all.map(b => [b.centre, b.weight]));
    for (const value of values.slice(from, from + 4096)) counts.set(value, (counts.get(value) ?? 0) + 1);
    all = Array.from(counts, ([centre, weight]) => ({ centre, weight })).sort((a, b) => a.centre - b.centre);
    settle();
  }
  return all;
}
