import type { Range, YamlNode } from '../../yaml/node.ts';
import { type FieldType, POLICY_TYPE } from '../field-types.ts';

/** Names and indices from the policy down. */
export type Path = readonly (string | number)[];

/** A place where something can be typed: a field's name, or a value of a field. */
export interface CompletionPlace {
  /** For a field, the path of the object that gets it; for a value, its own. */
  readonly path: Path;
  readonly wants: 'field' | 'value';
  /** Fields the object has already, or values the list has. */
  readonly present: readonly string[];
  /** The objects around: the policy, the rule, the entry of `resources`; they tell which values fit. */
  readonly around: readonly YamlNode[];
  /** What an accepted completion replaces; on one line, with the cursor in it. */
  readonly replace: Range;
  readonly form: PlaceForm;
}

/** How a completion must be written here. */
export interface PlaceForm {
  readonly style: 'block' | 'flow' | 'json';
  /** The quote that stands open before the cursor. */
  readonly quote: '' | '"' | "'";
  /** Whether that quote is closed behind the cursor. */
  readonly closed: boolean;
  /** Whether the name is followed by its colon already. */
  readonly hasColon: boolean;
  /** Whether the neighbours in the list are quoted. */
  readonly quotedNeighbours: boolean;
  /** What is missing before the value: a space after the colon, the dash of a list item. */
  readonly lead: string;
  /** Whether the value begins on the line of its field. */
  readonly besideField: boolean;
  /** Column of the field's name, or of the value. */
  readonly column: number;
}

/** The type a policy has at a path; undefined where it has none. */
export function typeAt(path: Path): FieldType | undefined {
  let type: FieldType | undefined = POLICY_TYPE;
  for (const step of path) {
    if (typeof step === 'number') type = type?.kind === 'list' ? type.of : undefined;
    else type = type?.kind === 'struct' && Object.hasOwn(type.fields, step) ? type.fields[step] : undefined;
    if (!type) return undefined;
  }
  return type;
}
