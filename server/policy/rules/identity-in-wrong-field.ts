import { WELL_KNOWN_GROUPS, WELL_KNOWN_USERS } from '../../kubernetes/identities.ts';
import type { Fix } from '../../lint/finding.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { sourceAt } from './source-text.ts';

export const identityInWrongField: SingleRuleLint = {
  id: 'identity-in-wrong-field',
  category: 'error-prone',
  level: 'warning',
  summary: 'A group named in `users`, or a user named in `userGroups`: it matches nobody there.',
  checkRule: (body, context) => [
    ...body.users.items
      .filter(i => isGroup(i.value))
      .map(({ value, range }) => ({
        range,
        message: `"${value}" is a group, and users holds user names, so this item matches nobody. Name it in userGroups.`,
        fixes: otherField(body, 'users', 'userGroups', context),
      })),
    ...body.userGroups.items
      .filter(i => isUser(i.value))
      .map(({ value, range }) => ({
        range,
        message: `"${value}" is a user, and userGroups holds group names, so this item matches nobody. Name it in users.`,
        fixes: otherField(body, 'userGroups', 'users', context),
      })),
  ],
};

const isGroup = (name: string) => WELL_KNOWN_GROUPS.some(g => g.name === name) || /^system:serviceaccounts(:[^:*]+)?$/.test(name);
const isUser = (name: string) =>
  WELL_KNOWN_USERS.some(u => u.name === name) || /^system:(serviceaccount:[^:*]+:[^:*]+|node:[^:*]+)$/.test(name);

/** Where the item is alone: the other field's name for the list. */
function otherField(body: RuleBody, field: 'users' | 'userGroups', other: 'users' | 'userGroups', context: RuleContext): Fix[] {
  const { key, items } = body[field];
  if (!key || items.length !== 1 || body[other].key) return [];
  const quote = /^["']/.exec(sourceAt(context, key))?.[0] ?? '';
  if (sourceAt(context, key) !== `${quote}${field}${quote}`) return [];
  return [{ title: `Use ${other}`, edits: [{ range: key, newText: `${quote}${other}${quote}` }], safe: false }];
}
