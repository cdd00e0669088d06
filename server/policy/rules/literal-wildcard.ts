import type { Fix } from '../../lint/finding.ts';
import type { Located } from '../../yaml/node.ts';
import type { RuleBody, StringList } from '../policy-rule.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

/** What the star was meant for, and how to say it. */
const ADVICE: Readonly<Record<string, string>> = {
  verbs: 'Leave verbs out to match every verb.',
  users: 'Leave users out to match every user, or use userGroups.',
  userGroups: 'Leave userGroups out to match every group; system:authenticated is every user that authenticated.',
  namespaces: 'Leave namespaces out to match every namespace; each one must be named.',
  resourceNames: 'Leave resourceNames out to match every name.',
};

const SERVICE_ACCOUNTS = /^system:serviceaccount:([a-z0-9-]+):\*$/;

export const literalWildcard: SingleRuleLint = {
  id: 'literal-wildcard',
  category: 'error-prone',
  level: 'warning',
  summary: 'A `*` in verbs, users, userGroups, namespaces or resourceNames, where it is no wildcard.',
  checkRule: body => lists(body).flatMap(([field, list]) => list.items.filter(i => i.value.includes('*')).map(item => report(body, field, item, list))),
};

function lists(body: RuleBody): [string, StringList][] {
  const named = (['verbs', 'users', 'userGroups', 'namespaces'] as const).map((f): [string, StringList] => [f, body[f]]);
  return [...named, ...body.resources.items.map((e): [string, StringList] => ['resourceNames', e.resourceNames])];
}

function report(body: RuleBody, field: string, item: Located<string>, list: StringList) {
  const only = list.items.every(i => i.value.includes('*'));
  const effect = only ? 'so this rule matches nothing' : 'so this item matches nothing';
  const namespace = field === 'users' ? SERVICE_ACCOUNTS.exec(item.value)?.[1] : undefined;
  const advice = namespace ? `The group of these accounts is system:serviceaccounts:${namespace}: name it in userGroups.` : ADVICE[field];
  const fix = namespace && list.items.length === 1 && body.userGroups.key === undefined && list.key ? [toGroup(list, item, namespace)] : [];
  return { range: item.range, message: `"${item.value}" is compared literally in ${field}, ${effect}. ${advice}`, fixes: fix };
}

const toGroup = (list: StringList, item: Located<string>, namespace: string): Fix => ({
  title: `Use userGroups: system:serviceaccounts:${namespace}`,
  edits: [{ range: list.key!, newText: 'userGroups' }, ...changeTo(item, `system:serviceaccounts:${namespace}`).edits],
  safe: false,
});
