import type { Fix, TextEdit } from '../../lint/finding.ts';
import type { Located } from '../../yaml/node.ts';
import type { RuleBody, StringList } from '../policy-rule.ts';
import { removeField, resourcesEntryNode } from './field-edits.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { sourceAt } from './source-text.ts';
import { replaceValue } from './value-edits.ts';

type Field = 'verbs' | 'users' | 'userGroups' | 'namespaces' | 'resourceNames';

/** What a star alone was meant for, and how to say it. */
const EVERYTHING: Readonly<Record<Field, string>> = {
  verbs: 'Leave verbs out to match every verb.',
  users: 'Leave users out to match every user.',
  userGroups: 'Leave userGroups out to match every group; system:authenticated is everyone who authenticated.',
  namespaces: 'Leave namespaces out to match every namespace.',
  resourceNames: 'Leave resourceNames out to match every name.',
};

/** What to do about a star in a longer text. */
const PATTERN: Readonly<Record<Field, string>> = {
  verbs: 'Name each verb.',
  users: 'Name each user, or a group in userGroups.',
  userGroups: 'Name each group.',
  namespaces: 'Name each namespace.',
  resourceNames: 'Name each object.',
};

export const literalWildcard: SingleRuleLint = {
  id: 'literal-wildcard',
  category: 'error-prone',
  level: 'warning',
  summary: 'A `*` in verbs, users, userGroups, namespaces or resourceNames, where it is no wildcard.',
  checkRule: (body, context) => [
    ...(['verbs', 'users', 'userGroups', 'namespaces'] as const).flatMap(field =>
      check(field, body[field], context, () => removeField(context, body.node, field), body),
    ),
    ...body.resources.items.flatMap((entry, i) =>
      check(
        'resourceNames',
        entry.resourceNames,
        context,
        () => removeField(context, resourcesEntryNode(body.node, i), 'resourceNames'),
        body,
      ),
    ),
  ],
};

function check(field: Field, list: StringList, context: RuleContext, without: () => TextEdit | undefined, body: RuleBody) {
  const alone = list.items.every(i => i.value.includes('*'));
  const what = !alone ? 'item' : field === 'resourceNames' ? 'entry' : 'rule';
  return list.items
    .filter(i => i.value.includes('*'))
    .map(item => {
      const group = field === 'users' ? groupMeant(item.value) : undefined;
      const advice = group
        ? `These users are the group ${group}: name it in userGroups.`
        : (item.value === '*' ? EVERYTHING : PATTERN)[field];
      return {
        range: item.range,
        message: `"*" is no wildcard in ${field}: "${item.value}" is compared as it stands, so this ${what} matches nothing. ${advice}`,
        fixes: group ? toGroup(context, list, item, group, body) : item.value === '*' ? leaveOut(field, without()) : [],
      };
    });
}

/** The group that holds exactly the users a pattern was meant for. */
function groupMeant(pattern: string): string | undefined {
  if (/^system:nodes?:\*$/.test(pattern)) return 'system:nodes';
  if (/^system:serviceaccounts?:\*(:\*)?$/.test(pattern)) return 'system:serviceaccounts';
  const namespace = /^system:serviceaccounts?:([a-z0-9-]+):\*$/.exec(pattern)?.[1];
  return namespace && `system:serviceaccounts:${namespace}`;
}

const leaveOut = (field: Field, edit: TextEdit | undefined): Fix[] =>
  edit ? [{ title: `Leave ${field} out`, edits: [edit], safe: false }] : [];

/** Turns `users` into `userGroups` where the pattern is all it names. */
function toGroup(context: RuleContext, list: StringList, item: Located<string>, group: string, body: RuleBody): Fix[] {
  const value = replaceValue(context, item, group);
  if (!value || !list.key || list.items.length !== 1 || body.userGroups.key) return [];
  const quote = /^["']/.exec(sourceAt(context, list.key))?.[0] ?? '';
  return [{ title: `Use userGroups: ${group}`, edits: [{ range: list.key, newText: `${quote}userGroups${quote}` }, value], safe: false }];
}
