import type { SingleRuleLint } from './policy-lint-rule.ts';

const MEANT_CORE: ReadonlySet<string> = new Set(['core', 'v1', 'api', 'core.k8s.io', 'legacy']);

/** Whether a group's name can only be meant for the core group. */
export const isMeantForCore = (group: string): boolean => MEANT_CORE.has(group);

export const coreGroupName: SingleRuleLint = {
  id: 'core-group-name',
  category: 'error-prone',
  level: 'warning',
  summary: 'A name such as `core` or `v1` for the core group, whose name is the empty string.',
  checkRule: body =>
    body.resources.items.flatMap(({ group }) =>
      group && isMeantForCore(group.value)
        ? [
            {
              range: group.range,
              message: `No API group is called "${group.value}", so this entry matches nothing. The core group (pods, secrets, services) is the empty string: group: "".`,
              fixes: [{ title: 'Change to "" (the core group)', edits: [{ range: group.range, newText: '""' }], safe: false }],
            },
          ]
        : [],
    ),
};
