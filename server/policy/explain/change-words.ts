import { LEVELS, type Level } from '../../kubernetes/audit.ts';
import type { ChangedRegion } from '../analysis/comparison.ts';
import type { RecordedShape } from '../analysis/recorded-shape.ts';
import type { PolicySpec } from '../policy-spec.ts';
import { boxWords } from './box-words.ts';
import { listed } from './phrases.ts';
import { ruleScope } from './rule-scope.ts';

/** What a change does to the record, the worst first. */
export const CHANGE_KINDS = ['lost', 'bodies-lost', 'stages-lost', 'bodies-gained', 'gained', 'stages-gained', 'managed-fields'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Headings for regions grouped by kind. */
export const CHANGE_TITLES: Readonly<Record<ChangeKind, string>> = {
  lost: 'No longer recorded',
  'bodies-lost': 'Bodies no longer recorded',
  'stages-lost': 'Fewer stages recorded',
  'bodies-gained': 'Bodies newly recorded',
  gained: 'Newly recorded',
  'stages-gained': 'More stages recorded',
  'managed-fields': 'Managed fields',
};

const rank = (level: Level) => LEVELS.indexOf(level);

/** The heaviest thing a change does. */
export function changeKind(from: RecordedShape, to: RecordedShape): ChangeKind {
  if (to.stages.length === 0) return 'lost';
  if (from.stages.length === 0) return 'gained';
  if (rank(to.level) < rank(from.level)) return 'bodies-lost';
  if (from.stages.some(s => !to.stages.includes(s))) return 'stages-lost';
  if (rank(to.level) > rank(from.level)) return 'bodies-gained';
  return to.stages.length > from.stages.length ? 'stages-gained' : 'managed-fields';
}

/** "no longer recorded", "bodies are no longer recorded": what changes, all of it. */
export function changeWords(from: RecordedShape, to: RecordedShape): string {
  if (to.stages.length === 0) return `no longer recorded (was ${from.level})`;
  if (from.stages.length === 0) return `now recorded at ${to.level}`;
  const lost = from.stages.filter(s => !to.stages.includes(s));
  const gained = to.stages.filter(s => !from.stages.includes(s));
  const words = [
    ...levelWords(from.level, to.level),
    ...(lost.length > 0 ? [`no event at ${listed(lost)} any more`] : []),
    ...(gained.length > 0 ? [`an event at ${listed(gained)} too`] : []),
  ];
  if (from.omitManagedFields !== to.omitManagedFields && rank(to.level) > rank('Metadata') && rank(from.level) > rank('Metadata'))
    words.push(to.omitManagedFields ? 'bodies without managed fields' : 'bodies with managed fields');
  return listed(words);
}

function levelWords(from: Level, to: Level): string[] {
  if (from === to) return [];
  const [low, high] = rank(from) < rank(to) ? [from, to] : [to, from];
  const what = high === 'RequestResponse' && low === 'Request' ? 'responses' : high === 'Request' ? 'request bodies' : 'bodies';
  return [rank(to) < rank(from) ? `${what} are no longer recorded` : `${what} are recorded now`];
}

/**
 * "Reads of secrets, by members of system:nodes: bodies are no longer recorded". Where the requests are no single box, the
 * selectors of the deciding rules say which they are, as far as earlier rules leave them.
 */
export function regionSentence(region: ChangedRegion, before: PolicySpec, after: PolicySpec): string {
  const text = `${regionScope(region, before, after)}: ${changeWords(region.from, region.to)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function regionScope({ boxes, more, rules, saidBy }: ChangedRegion, before: PolicySpec, after: PolicySpec): string {
  if (boxes.length === 1 && !more) return boxWords(boxes[0]!);
  const ofOld = rules.old === null ? undefined : ruleScope(before.rules[rules.old]!, rules.old);
  const ofNew = rules.new === null ? undefined : ruleScope(after.rules[rules.new]!, rules.new);
  if (saidBy === 'old' && ofOld) return ofOld;
  if (saidBy === 'new' && ofNew) return ofNew;
  return [ofOld, ofNew].filter(s => s !== undefined).join(' that are also ');
}
