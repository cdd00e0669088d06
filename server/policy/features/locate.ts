import type { Range } from '../../yaml/node.ts';
import type { Field } from '../decode.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type GroupResources, type PolicyRule, STRING_LIST_FIELDS, type StringList } from '../policy-rule.ts';

/** What stands at an offset of a policy. */
export type Located =
  | { readonly kind: 'rule'; readonly rule: PolicyRule; readonly range: Range }
  /** A field's name; `rule` is undefined for a field of the policy itself. */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly owner: 'policy' | 'rule' | 'entry';
      readonly rule: PolicyRule | undefined;
      readonly range: Range;
    }
  | {
      readonly kind: 'value';
      readonly field: string;
      readonly value: string;
      readonly rule: PolicyRule | undefined;
      readonly entry: GroupResources | undefined;
      readonly range: Range;
    };

const holds = (range: Range, offset: number) => range.start <= offset && offset <= range.end;

/** The smallest thing of the model at an offset of the text; undefined between things and outside. */
export function locate(policy: PolicyDocument, offset: number): Located | undefined {
  const rule = policy.rules.find(
    (_, i) => offset >= ruleStart(policy, i) && offset < (i + 1 < policy.rules.length ? ruleStart(policy, i + 1) : endOfRules(policy)),
  );
  return (rule && inRule(policy, rule, offset)) ?? inPolicy(policy, offset);
}

/** A rule begins at its dash. */
function ruleStart(policy: PolicyDocument, index: number): number {
  const { body, offset } = policy.rules[index]!;
  const start = body.range.start + offset;
  const dash = policy.text.lastIndexOf('-', start);
  return dash >= 0 && /^-\s*$/.test(policy.text.slice(dash, start)) ? dash : start;
}

function endOfRules(policy: PolicyDocument): number {
  const last = policy.rules.at(-1)!;
  return last.body.range.end + last.offset + 1;
}

function inPolicy(policy: PolicyDocument, offset: number): Located | undefined {
  const root = policy.root?.kind === 'mapping' ? policy.root : undefined;
  const entry = root?.entries.find(e => holds(e.keyRange, offset));
  if (entry) return { kind: 'field', field: entry.key, owner: 'policy', rule: undefined, range: entry.keyRange };
  for (const [field, value] of [
    ['apiVersion', policy.apiVersion],
    ['kind', policy.kind],
    ['omitManagedFields', policy.omitManagedFields],
  ] as const) {
    if (value && holds(value.range, offset)) return valueAt(field, { ...value, value: String(value.value) }, undefined, undefined, 0);
  }
  const stage = policy.omitStages.items.find(i => holds(i.range, offset));
  return stage && { kind: 'value', field: 'omitStages', value: stage.value, rule: undefined, entry: undefined, range: stage.range };
}

function inRule(policy: PolicyDocument, rule: PolicyRule, offset: number): Located | undefined {
  const { body } = rule;
  const at = offset - rule.offset;
  const absolute = (range: Range): Range => ({ start: range.start + rule.offset, end: range.end + rule.offset });
  const start = ruleStart(policy, rule.index);
  // a rule in braces begins at its brace
  if (at < body.range.start || (at === body.range.start && body.node.kind === 'mapping' && body.node.flow))
    return {
      kind: 'rule',
      rule,
      range: { start, end: Math.max(start + 1, body.level?.range.end ? body.level.range.end + rule.offset : start + 1) },
    };
  if (body.level && holds(body.level.key, at))
    return { kind: 'rule', rule, range: { start: body.level.key.start + rule.offset, end: body.level.range.end + rule.offset } };
  if (body.level && holds(body.level.range, at)) return valueAt('level', body.level, rule, undefined, rule.offset);
  for (const field of STRING_LIST_FIELDS) {
    const found = inList(body[field], field, at, rule, undefined);
    if (found) return { ...found, range: absolute(found.range) };
  }
  if (body.resources.key && holds(body.resources.key, at))
    return { kind: 'field', field: 'resources', owner: 'rule', rule, range: absolute(body.resources.key) };
  for (const entry of body.resources.items) {
    if (!holds(entry.range, at)) continue;
    const found = inEntry(entry, at, rule);
    if (found) return { ...found, range: absolute(found.range) };
  }
  const managed = body.omitManagedFields;
  if (managed && holds(managed.key, at))
    return { kind: 'field', field: 'omitManagedFields', owner: 'rule', rule, range: absolute(managed.key) };
  if (managed && holds(managed.range, at))
    return valueAt('omitManagedFields', { ...managed, value: String(managed.value) }, rule, undefined, rule.offset);
  return undefined;
}

function inEntry(entry: GroupResources, at: number, rule: PolicyRule): Located | undefined {
  if (entry.group && holds(entry.group.key, at)) return { kind: 'field', field: 'group', owner: 'entry', rule, range: entry.group.key };
  if (entry.group && holds(entry.group.range, at)) return valueAt('group', entry.group, rule, entry, 0);
  return inList(entry.resources, 'resources', at, rule, entry) ?? inList(entry.resourceNames, 'resourceNames', at, rule, entry);
}

function inList(list: StringList, field: string, at: number, rule: PolicyRule, entry: GroupResources | undefined): Located | undefined {
  if (list.key && holds(list.key, at)) return { kind: 'field', field, owner: entry ? 'entry' : 'rule', rule, range: list.key };
  const item = list.items.find(i => holds(i.range, at));
  return item && { kind: 'value', field, value: item.value, rule, entry, range: item.range };
}

const valueAt = (
  field: string,
  { value, range }: Field<string>,
  rule: PolicyRule | undefined,
  entry: GroupResources | undefined,
  offset: number,
): Located => ({
  kind: 'value',
  field,
  value,
  rule,
  entry,
  range: { start: range.start + offset, end: range.end + offset },
});
