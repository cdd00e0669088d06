import schema from '../../../schemas/audit-policy.schema.json' with { type: 'json' };

/** A part of the schema, as far as texts and choices are read from it. */
interface SchemaNode {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

const PROPERTIES: Readonly<Record<'policy' | 'rule' | 'entry', Readonly<Record<string, SchemaNode>>>> = {
  policy: schema.properties as Readonly<Record<string, SchemaNode>>,
  rule: schema.definitions.rule.properties as Readonly<Record<string, SchemaNode>>,
  entry: schema.definitions.groupResources.properties as Readonly<Record<string, SchemaNode>>,
};

/** The schema's text for a field: the one source of completion and hover. */
export const fieldText = (owner: 'policy' | 'rule' | 'entry', field: string): string | undefined =>
  Object.hasOwn(PROPERTIES[owner], field) ? PROPERTIES[owner][field]?.description : undefined;

/** The fields of an object, in the order they are usually written. */
export const fieldsOf = (owner: 'policy' | 'rule' | 'entry'): readonly string[] => Object.keys(PROPERTIES[owner]);

const ENUMS: Readonly<Record<string, SchemaNode>> = { level: schema.definitions.level, omitStages: schema.definitions.stage };

/** The texts of a level or a stage. */
export function enumTexts(field: string): readonly { readonly value: string; readonly text: string }[] {
  const node = ENUMS[field];
  return (node?.enum ?? []).map((value, i) => ({ value, text: node?.markdownEnumDescriptions?.[i] ?? '' }));
}
