import type { Level, Stage } from '../kubernetes/audit.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { RuleBody } from './policy-rule.ts';

/** One entry of a rule's `resources`, decoded: absent fields are empty. */
export interface GroupResourcesSpec {
  readonly group: string;
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

/** A rule's meaning without its places. */
export interface RuleSpec {
  readonly level: Level;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly GroupResourcesSpec[];
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly Stage[];
  /** Undefined inherits the policy's value. */
  readonly omitManagedFields: boolean | undefined;
}

export interface PolicySpec {
  readonly rules: readonly RuleSpec[];
  readonly omitStages: readonly Stage[];
  readonly omitManagedFields: boolean;
}

const values = (list: { readonly items: readonly { readonly value: string }[] }) => list.items.map(i => i.value);

/** A policy's meaning. Only that of a policy the server loads is meaningful: levels and stages are taken as written. */
export function policySpec(document: PolicyDocument): PolicySpec {
  return {
    rules: document.rules.map(r => ruleSpec(r.body)),
    omitStages: values(document.omitStages) as Stage[],
    omitManagedFields: document.omitManagedFields?.value ?? false,
  };
}

export function ruleSpec(body: RuleBody): RuleSpec {
  return {
    level: (body.level?.value ?? '') as Level,
    users: values(body.users),
    userGroups: values(body.userGroups),
    verbs: values(body.verbs),
    resources: body.resources.items.map(e => ({
      group: e.group?.value ?? '',
      resources: values(e.resources),
      resourceNames: values(e.resourceNames),
    })),
    namespaces: values(body.namespaces),
    nonResourceURLs: values(body.nonResourceURLs),
    omitStages: values(body.omitStages) as Stage[],
    omitManagedFields: body.omitManagedFields?.value,
  };
}
