import type { TextRange } from '../../lint/finding.ts';
import type { Query } from '../syntax/tree.ts';
import { pathAt } from './path-at.ts';

/** Ranges around an offset, from the innermost to the whole query, each larger than the one before. */
export function selectionRanges(query: Query, offset: number): readonly TextRange[] {
  const whole = { start: 0, end: query.text.trimEnd().length };
  const ranges = [
    ...pathAt(query, offset)
      .map(s => s.node.range)
      .reverse(),
    whole,
  ];
  return ranges.filter((range, i) => {
    const inner = ranges.slice(0, i).findLast(r => r.end > r.start);
    return range.end > range.start && (!inner || range.end - range.start > inner.end - inner.start);
  });
}
