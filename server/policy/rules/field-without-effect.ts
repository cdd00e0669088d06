import { removeField } from './field-edits.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';

export const fieldWithoutEffect: SingleRuleLint = {
  id: 'field-without-effect',
  category: 'style',
  level: 'hint',
  summary: '`omitStages` at level None, or `omitManagedFields` at a level without bodies.',
  checkRule: (body, context) => {
    const { level, omitStages, omitManagedFields } = body;
    const none = level?.value === 'None';
    const fields = [
      ...(none && omitStages.key ? [{ field: 'omitStages', key: omitStages.key }] : []),
      ...((none || level?.value === 'Metadata') && omitManagedFields?.key
        ? [{ field: 'omitManagedFields', key: omitManagedFields.key }]
        : []),
    ];
    return fields.map(({ field, key }) => {
      const edit = removeField(context, body.node, field);
      const why = none ? 'a rule of level None records nothing' : 'level Metadata records no objects, so no managed fields';
      return {
        range: key,
        message: `${field} has no effect here: ${why}. Remove it.`,
        tag: 'unnecessary' as const,
        fixes: edit ? [{ title: `Remove ${field}`, edits: [edit], safe: true }] : [],
      };
    });
  },
};
