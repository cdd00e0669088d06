/** What a verb does to the cluster, in four classes that a chart can tell apart. */
export const VERB_CLASSES = ['Reads', 'Writes', 'Deletions', 'Other'] as const;
export type VerbClass = (typeof VERB_CLASSES)[number];

const CLASS_OF: ReadonlyMap<string, VerbClass> = new Map([
  ['get', 'Reads'],
  ['list', 'Reads'],
  ['watch', 'Reads'],
  ['create', 'Writes'],
  ['update', 'Writes'],
  ['patch', 'Writes'],
  ['delete', 'Deletions'],
  ['deletecollection', 'Deletions'],
]);

export const verbClass = (verb: string | null): VerbClass => CLASS_OF.get(verb ?? '') ?? 'Other';
