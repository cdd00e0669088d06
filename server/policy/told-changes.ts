import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import type { ChangedRegion } from './analysis/comparison.ts';
import type { RecordedShape } from './analysis/recorded-shape.ts';
import { boxWords } from './explain/box-words.ts';
import { CHANGE_KINDS, CHANGE_TITLES, type ChangeKind, changeKind, changeWords, regionSentence } from './explain/change-words.ts';
import type { PolicySpec } from './policy-spec.ts';

/** A region of requests that two policies record differently, in words. */
export interface ToldChange {
  readonly kind: ChangeKind;
  /** Whether a real server can see such a request. */
  readonly practical: boolean;
  /** "Reads of secrets, by members of system:nodes: bodies are no longer recorded" */
  readonly sentence: string;
  /** The end of the sentence that tells what changes. */
  readonly change: string;
  /** The requests one by one, where the sentence names them by a rule's selectors only. */
  readonly parts: readonly string[];
  /** Whether there are more parts than these. */
  readonly more: boolean;
  readonly from: RecordedShape;
  readonly to: RecordedShape;
  readonly rules: ChangedRegion['rules'];
  readonly witness: RequestAttributes;
}

/** Changes that belong together: of one kind, or those that no real server sees. */
export interface ChangeGroup {
  readonly kind: ChangeKind | 'theory';
  readonly title: string;
  readonly changes: readonly ToldChange[];
}

const THEORY_TITLE = 'In theory only (no real server sees such a request)';

/** Every change in words, grouped by what it does: the worst first, what no real server can see last. */
export function toldChanges(regions: readonly ChangedRegion[], before: PolicySpec, after: PolicySpec): readonly ChangeGroup[] {
  const told = regions.map(region => tell(region, before, after)).toSorted((a, b) => ruleOrder(a, b));
  const groups: ChangeGroup[] = CHANGE_KINDS.map(kind => {
    return { kind, title: CHANGE_TITLES[kind], changes: told.filter(c => c.practical && c.kind === kind) };
  });
  const theory = told.filter(c => !c.practical).toSorted((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind));
  return [...groups, { kind: 'theory' as const, title: THEORY_TITLE, changes: theory }].filter(g => g.changes.length > 0);
}

function tell(region: ChangedRegion, before: PolicySpec, after: PolicySpec): ToldChange {
  const { from, to, rules, witness, practical, boxes, more } = region;
  const told = { kind: changeKind(from, to), practical, change: changeWords(from, to), from, to, rules, witness };
  const exact = boxes.length === 1 && !more;
  return { ...told, sentence: regionSentence(region, before, after), parts: exact ? [] : boxes.map(boxWords), more: !exact && more };
}

/** As the rules stand in the new policy, then in the old one; no rule comes last. */
function ruleOrder({ rules: a }: ToldChange, { rules: b }: ToldChange): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.new ?? last) - (b.new ?? last) || (a.old ?? last) - (b.old ?? last);
}

/** The requests of a change one by one, where that says more than its sentence and leaves none out. */
export const partsToList = ({ parts, more }: Pick<ToldChange, 'parts' | 'more'>): readonly string[] =>
  more || parts.length < 2 ? [] : parts;

/** "no longer recorded (2), newly recorded (1)", for a title or a status line. */
export function changeCounts(groups: readonly ChangeGroup[]): string {
  return groups.map(g => `${g.kind === 'theory' ? 'in theory only' : g.title.toLowerCase()} (${g.changes.length})`).join(', ');
}
