import type { SingleRuleLint } from './policy-lint-rule.ts';
import { emptyValue } from './value-edits.ts';

const MEANT_CORE: ReadonlySet<string> = new Set(['core', 'v1', 'api', 'core.k8s.io', 'legacy']);

/** Whether a group's name can only be meant for the core group. */
export const isMeantForCore = (group: string): boolean => MEANT_CORE.has(group);

export const coreGroupName: SingleRuleLint = {
  id: 'core-group-name',
  category: 'error-prone',
  level: 'warning',
  summary: 'A name such as `core` or `v1` for the core group, whose name is the empty string.',
  checkRule: (body, context) =>
    body.resources.items.flatMap(({ group }) => {
      if (!group || !isMeantForCore(group.value)) return [];
      const edit = emptyValue(context, group);
      const message = `No API group is called "${group.value}", so this entry matches nothing. The core group (pods, secrets, services) is the empty string: group: "".`;
      return [{ range: group.range, message, fixes: edit ? [{ title: 'Change to "" (the core group)', edits: [edit], safe: false }] : [] }];
    }),
};
