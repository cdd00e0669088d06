import type { Located, Range, YamlNode } from '../yaml/node.ts';
import { type Decoded, type DecodedStruct, type DecodeProblem, decode, type Field } from './decode.ts';
import { POLICY_RULE_TYPE } from './field-types.ts';

/** A list of texts; `key` is undefined where the field is absent. A null item is the empty string, as for the server. */
export interface StringList {
  readonly key: Range | undefined;
  readonly range: Range;
  readonly items: readonly Located<string>[];
}

export interface GroupResources {
  readonly range: Range;
  readonly group: Field<string> | undefined;
  readonly resources: StringList;
  readonly resourceNames: StringList;
}

export interface ResourceList {
  readonly key: Range | undefined;
  readonly range: Range;
  readonly items: readonly GroupResources[];
}

/**
 * One rule as decoded, every place relative to the text piece it was read from. The same object is kept over edits that
 * do not touch the rule, so results computed from it can be kept with it.
 */
export interface RuleBody {
  readonly node: YamlNode;
  readonly range: Range;
  readonly level: Field<string> | undefined;
  readonly users: StringList;
  readonly userGroups: StringList;
  readonly verbs: StringList;
  readonly resources: ResourceList;
  readonly namespaces: StringList;
  readonly nonResourceURLs: StringList;
  readonly omitStages: StringList;
  readonly omitManagedFields: Field<boolean> | undefined;
  readonly problems: readonly DecodeProblem[];
  /** Whether its text cannot be read as a whole: the server never gets to validate it. */
  readonly broken: boolean;
}

/** A rule in its policy: the body and where it stands. Add `offset` to a place of the body to get the place in the document. */
export interface PolicyRule {
  /** Zero-based; people read it from 1. */
  readonly index: number;
  readonly offset: number;
  readonly body: RuleBody;
}

/** The selector fields of a rule that are lists of texts. */
export const STRING_LIST_FIELDS = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'omitStages'] as const;

export function readRule(node: YamlNode, broken: boolean): RuleBody {
  const problems: DecodeProblem[] = [];
  const decoded = decode(node, POLICY_RULE_TYPE, { struct: 'Policy', names: ['rules'], path: '' }, problems);
  const fields = isStruct(decoded) ? decoded : {};
  return {
    node,
    range: node.range,
    level: stringField(fields.level),
    users: stringList(fields.users, node),
    userGroups: stringList(fields.userGroups, node),
    verbs: stringList(fields.verbs, node),
    resources: resourceList(fields.resources, node),
    namespaces: stringList(fields.namespaces, node),
    nonResourceURLs: stringList(fields.nonResourceURLs, node),
    omitStages: stringList(fields.omitStages, node),
    omitManagedFields: booleanField(fields.omitManagedFields),
    problems,
    broken,
  };
}

function resourceList(field: Field<Decoded> | undefined, node: YamlNode): ResourceList {
  const items = Array.isArray(field?.value) ? (field.value as readonly Located<Decoded>[]) : [];
  return {
    key: field?.key,
    range: field?.range ?? node.range,
    items: items.map(item => {
      const fields = isStruct(item.value) ? item.value : {};
      return {
        range: item.range,
        group: stringField(fields.group),
        resources: stringList(fields.resources, item),
        resourceNames: stringList(fields.resourceNames, item),
      };
    }),
  };
}

export function stringList(field: Field<Decoded> | undefined, parent: { readonly range: Range }): StringList {
  const items = Array.isArray(field?.value) ? (field.value as readonly Located<Decoded>[]) : [];
  return {
    key: field?.key,
    range: field?.range ?? parent.range,
    items: items.map(i => ({ range: i.range, value: typeof i.value === 'string' ? i.value : '' })),
  };
}

export const stringField = (field: Field<Decoded> | undefined): Field<string> | undefined =>
  field && { ...field, value: typeof field.value === 'string' ? field.value : '' };

/** Null leaves the field unset, as for the server. */
export const booleanField = (field: Field<Decoded> | undefined): Field<boolean> | undefined =>
  field && typeof field.value === 'boolean' ? { ...field, value: field.value } : undefined;

export const isStruct = (value: Decoded): value is DecodedStruct => typeof value === 'object' && value !== null && !Array.isArray(value);
