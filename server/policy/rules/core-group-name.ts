import type { SingleRuleLint } from './policy-lint-rule.ts';

const MEANT_CORE = new Set(['core', 'v1', 'api', 'core.k8s.io']);

export const coreGroupName: SingleRuleLint = {
  id: 'core-group-name',
  category: 'error-prone',
  level: 'warning',
  summary: 'A name such as `core` or `v1` for the core group, whose name is the empty string.',
  checkRule: body =>
    body.resources.items.flatMap(({ group }) =>
      group && MEANT_CORE.has(group.value)
        ? [
            {
              range: group.range,
              message: `No API group is called "${group.value}", so this entry matches nothing. The core group (pods, secrets, services …) is the empty string: group: "".`,
              fixes: [{ title: 'Change to "" (the core group)', edits: [{ range: group.range, newText: '""' }], safe: false }],
            },
          ]
        : [],
    ),
};
