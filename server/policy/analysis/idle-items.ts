import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { type Diagram, type Diagrams, EVERYTHING, IN_BOTH, NOTHING } from './diagram.ts';
import type { RuleRequests } from './rule-requests.ts';
import { takers } from './takers.ts';

/** Lists of a rule whose items are said to be without effect; `entries` are the entries of `resources`. */
export type ItemField = 'users' | 'userGroups' | 'verbs' | 'namespaces' | 'nonResourceURLs' | 'entries' | 'resources' | 'resourceNames';

/** An item without which its rule decides exactly the same requests. */
export interface IdleItem {
  readonly field: ItemField;
  /** For `resources` and `resourceNames`: the entry the list belongs to. */
  readonly entry: number | undefined;
  readonly index: number;
  /** Earlier rules that together take all the item adds, none of them to spare; empty where the rest of the rule covers it. */
  readonly takenBy: readonly number[];
}

/** Lists in which different values never have a request in common, so that an item's share is all requests with its value. */
const DISJOINT = { users: 'user', verbs: 'verb', namespaces: 'namespace' } as const;

export interface DecidedRule {
  readonly index: number;
  /** What the rule matches, whatever stands before it. */
  readonly matched: Diagram;
  /** What earlier rules leave of it. */
  readonly decided: Diagram;
}

/** The items of a rule that add nothing to what it decides. An item that stands in its list again is not asked; its repetition is. */
export function idleItems(
  diagrams: Diagrams,
  requests: RuleRequests,
  policy: PolicySpec,
  { index, matched, decided }: DecidedRule,
  earlier: { readonly whole: Diagram; readonly matched: readonly Diagram[] },
): readonly IdleItem[] {
  const rule = policy.rules[index]!;
  return shortened(rule).flatMap(({ field, entry, index: item, value, without }): IdleItem[] => {
    const disjoint = Object.hasOwn(DISJOINT, field) ? DISJOINT[field as keyof typeof DISJOINT] : undefined;
    if (disjoint && value !== undefined) {
      const share = requests.having(disjoint, [value]);
      if (diagrams.find(decided, share, IN_BOTH)) return [];
    }
    const rest = requests.ofRule(without);
    const added = { wanted: (a: Diagram, b: Diagram) => a === EVERYTHING && b === NOTHING, hopeless };
    if (diagrams.find(decided, rest, added)) return [];
    return [{ field, entry, index: item, takenBy: takers(diagrams, diagrams.without(matched, rest), earlier.whole, earlier.matched) }];
  });
}

const hopeless = (a: Diagram, b: Diagram): boolean => a === NOTHING || b === EVERYTHING;

interface Shortened extends Omit<IdleItem, 'takenBy'> {
  /** Of an item that stands once in its list. */
  readonly value: string | undefined;
  readonly without: RuleSpec;
}

/** The rule once without each item of a list that has others. */
function shortened(rule: RuleSpec): Shortened[] {
  const lists = (['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs'] as const).flatMap(field =>
    spared(rule[field]).map(({ index, rest, once }) => ({
      field,
      entry: undefined,
      index,
      value: once,
      without: { ...rule, [field]: rest },
    })),
  );
  const entries = spared(rule.resources.map(e => JSON.stringify(e))).map(({ index }) => ({
    field: 'entries' as const,
    entry: undefined,
    index,
    value: undefined,
    without: { ...rule, resources: rule.resources.toSpliced(index, 1) },
  }));
  const inEntries = rule.resources.flatMap((e, entry) =>
    (['resources', 'resourceNames'] as const).flatMap(field =>
      // without resources the names are not looked at
      (field === 'resourceNames' && e.resources.length === 0 ? [] : spared(e[field])).map(({ index, rest }) => ({
        field,
        entry,
        index,
        value: undefined,
        without: { ...rule, resources: rule.resources.with(entry, { ...e, [field]: rest }) },
      })),
    ),
  );
  return [...lists, ...entries, ...inEntries];
}

function spared(
  items: readonly string[],
): { readonly index: number; readonly rest: readonly string[]; readonly once: string | undefined }[] {
  if (items.length < 2) return [];
  return items.flatMap((value, index) => {
    if (items.indexOf(value, index + 1) >= 0) return [];
    return [{ index, rest: items.toSpliced(index, 1), once: items.indexOf(value) === index ? value : undefined }];
  });
}
