import type { Finding, Fix } from './finding.ts';

/** Applies one fix per place, from the end of the text so that earlier places stay right; overlapping ones wait. */
export function applyEdits(text: string, fixes: readonly Fix[]): string {
  const edits = fixes.flatMap(f => f.edits).sort((a, b) => b.range.start - a.range.start);
  let out = text;
  let limit = Number.POSITIVE_INFINITY;
  for (const { range, newText } of edits) {
    if (range.end > limit) continue;
    out = out.slice(0, range.start) + newText + out.slice(range.end);
    limit = range.start;
  }
  return out;
}

/**
 * Applies the safe fixes until none is left (a fix can make room for another), at most ten rounds.
 * Returns the text and what is still found in it.
 */
export function applyFixes(
  text: string,
  findings: readonly Finding[],
  check: (text: string) => readonly Finding[],
): { text: string; findings: readonly Finding[] } {
  let current = { text, findings };
  for (let round = 0; round < 10; round++) {
    const safe = current.findings.flatMap(f => f.fixes?.filter(x => x.safe).slice(0, 1) ?? []);
    if (safe.length === 0) break;
    const fixed = applyEdits(current.text, safe);
    if (fixed === current.text) break;
    current = { text: fixed, findings: check(fixed) };
  }
  return current;
}
