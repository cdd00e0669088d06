import { type Diagram, type Diagrams, NOTHING } from './diagram.ts';

/** Of the rules that decide what `set` holds, a selection that still takes all of it and of which none is to spare. */
export function takers(diagrams: Diagrams, set: Diagram, whole: Diagram, matched: readonly Diagram[]): number[] {
  let kept = [...diagrams.leavesWithin(set, whole)].sort((a, b) => a - b);
  // the later ones first: a reader looks for the earliest rule that is to blame
  for (const candidate of [...kept].reverse()) {
    const others = kept.filter(k => k !== candidate);
    if (others.reduce((rest, k) => diagrams.without(rest, matched[k]!), set) === NOTHING) kept = others;
  }
  return kept;
}
