import type { Finding, Fix, TextEdit } from './finding.ts';

/** The safe fix of each finding that has one, in order, without those that touch text an earlier one changes. */
export function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  return compatibleFixes(findings.flatMap(f => f.fixes?.filter(x => x.safe).slice(0, 1) ?? []));
}

/** The fixes that can be applied together: each is taken whole, or left where one of its edits meets an edit taken before. */
export function compatibleFixes(fixes: readonly Fix[]): readonly Fix[] {
  const taken: TextEdit[] = [];
  return fixes.filter(fix => {
    if (fix.edits.some((edit, i) => meetsAny(edit, taken) || meetsAny(edit, fix.edits.slice(0, i)))) return false;
    taken.push(...fix.edits);
    return true;
  });
}

/** Edits that only touch count as meeting: in which order they would be applied is not theirs to say. */
const meetsAny = ({ range }: TextEdit, others: readonly TextEdit[]): boolean =>
  others.some(o => range.start <= o.range.end && o.range.start <= range.end);

/** The text with every fix applied; the fixes must be compatible. */
export function applyEdits(text: string, fixes: readonly Fix[]): string {
  const edits = fixes.flatMap(f => f.edits).sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((out, { range, newText }) => out.slice(0, range.start) + newText + out.slice(range.end), text);
}

export interface Fixed<F extends Finding> {
  readonly text: string;
  /** What is still found in the text. */
  readonly findings: readonly F[];
  /** How many fixes were applied. */
  readonly applied: number;
}

/** Applies the safe fixes until none is left: one may make room for another. A text that comes up again ends it. */
export function applyFixes<F extends Finding>(text: string, check: (text: string) => readonly F[]): Fixed<F> {
  const seen = new Set<string>();
  let current: Fixed<F> = { text, findings: check(text), applied: 0 };
  while (!seen.has(current.text)) {
    seen.add(current.text);
    const fixes = safeFixes(current.findings);
    if (fixes.length === 0) break;
    const fixed = applyEdits(current.text, fixes);
    current = { text: fixed, findings: check(fixed), applied: current.applied + fixes.length };
  }
  return current;
}
