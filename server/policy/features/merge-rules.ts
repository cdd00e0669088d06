import type { TextEdit } from '../../lint/finding.ts';
import { columnOf } from '../../yaml/line-start.ts';
import { type Range, shift } from '../../yaml/node.ts';
import { type PolicyDocument, parsePolicy } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { policySpec, type RuleSpec } from '../policy-spec.ts';
import { appendItem } from '../rules/list-edits.ts';
import { applied, newlineOf } from './edited-text.ts';
import { ruleBlock } from './rule-block.ts';

const LISTS = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'resources'] as const;
type List = (typeof LISTS)[number];

/**
 * Joins a rule with the next one where they differ in one list only: its items are alternatives, so both decide the same as
 * one rule with all of them. Undefined where they do not, or where the lines do not allow it.
 */
export function mergeWithNext(policy: PolicyDocument, index: number): readonly TextEdit[] | undefined {
  const [first, second] = [policy.rules[index], policy.rules[index + 1]];
  const before = policySpec(policy);
  const [a, b] = [before.rules[index], before.rules[index + 1]];
  if (!first || !second || !a || !b) return undefined;
  const list = differsIn(a, b);
  const gone = ruleBlock(policy, index + 1);
  if (!list || !gone) return undefined;
  const added = list === 'resources' ? addedEntries(policy, first, second) : addedItems(policy, first, second, list);
  if (!added) return undefined;
  // where the list ends right before the rule that goes, both are one change
  const edits =
    added.range.end === gone.start
      ? [{ range: { start: added.range.start, end: gone.end }, newText: added.newText }]
      : [added, { range: gone, newText: '' }];
  const after = policySpec(parsePolicy(applied(policy.text, edits), policy));
  const merged = { ...a, [list]: list === 'resources' ? [...a.resources, ...b.resources] : [...new Set([...a[list], ...b[list]])] };
  return JSON.stringify(after) === JSON.stringify({ ...before, rules: before.rules.toSpliced(index, 2, merged) }) ? edits : undefined;
}

/** The one list in which two rules differ that record the same; an empty list asks nothing, so it is no list of alternatives. */
function differsIn(a: RuleSpec, b: RuleSpec): List | undefined {
  const records = ({ level, omitStages, omitManagedFields }: RuleSpec) =>
    JSON.stringify([level, [...new Set(omitStages)].sort(), omitManagedFields]);
  const set = (rule: RuleSpec, list: List) => JSON.stringify([...new Set(rule[list].map(item => JSON.stringify(item)))].sort());
  const different = LISTS.filter(list => set(a, list) !== set(b, list));
  const [list] = different;
  if (records(a) !== records(b) || different.length !== 1 || !list) return undefined;
  return a[list].length > 0 && b[list].length > 0 ? list : undefined;
}

function addedItems(policy: PolicyDocument, first: PolicyRule, second: PolicyRule, list: Exclude<List, 'resources'>): TextEdit | undefined {
  const source = { text: policy.text, offset: first.offset };
  const own = first.body[list];
  const known = new Set(own.items.map(i => i.value));
  const missing = [...new Set(second.body[list].items.map(i => i.value))].filter(v => !known.has(v));
  const made = missing.map(value => appendItem(source, own, value));
  const place = made[0]?.range;
  if (!place || made.some(m => m === undefined)) return undefined;
  return { range: shift(place, first.offset), newText: made.map(m => m!.newText).join('') };
}

/** The entries of the second rule as they are written, moved to the column of the first rule's. */
function addedEntries(policy: PolicyDocument, first: PolicyRule, second: PolicyRule): TextEdit | undefined {
  const { text } = policy;
  const [own, other] = [entriesOf(first), entriesOf(second)];
  const [lastOwn, firstOther] = [own.at(-1), other[0]];
  if (!lastOwn || !firstOther) return undefined;
  const [to, from] = [columnOf(text, lastOwn.start), columnOf(text, firstOther.start)];
  const newline = newlineOf(text);
  const written = other.map(range => {
    const lead = text.slice(range.start - columnOf(text, range.start), range.start);
    if (!/^[ ]*-[ ]+$/.test(lead)) return undefined;
    const lines = text.slice(range.start, range.end).trimEnd().split(/\r?\n/);
    const dash = `${' '.repeat(Math.max(0, to - 2))}- `;
    return [
      dash + lines[0]!,
      ...lines.slice(1).map(line => ' '.repeat(Math.max(0, /^[ ]*/.exec(line)![0].length + to - from)) + line.trimStart()),
    ].join(newline);
  });
  if (written.some(w => w === undefined)) return undefined;
  const end = lastOwn.start + text.slice(lastOwn.start, lastOwn.end).trimEnd().length;
  const rest = /^[ \t]*(?:#[^\r\n]*)?/.exec(text.slice(end))![0].length;
  return { range: { start: end + rest, end: end + rest }, newText: written.map(w => newline + w).join('') };
}

const entriesOf = ({ body, offset }: PolicyRule): readonly Range[] => body.resources.items.map(e => shift(e.range, offset));
