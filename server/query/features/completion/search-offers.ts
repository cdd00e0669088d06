import { RESERVED_WORDS } from '../../catalog/search-words.ts';
import { searchText } from '../../syntax/search-quotes.ts';
import { fieldRank } from '../field-words.ts';
import { valuesOf } from '../known-values.ts';
import type { QueryContext } from '../query-context.ts';
import type { Offer } from './completion-item.ts';

/** A value as the search part has to write it. */
export function searchValue(value: string, quoted = false): string {
  const bare = !quoted && /^[^\s:"()[\]|<>=!#*?,]+$/.test(value) && !RESERVED_WORDS.has(value.toLowerCase());
  return bare ? value : searchText(value);
}

const not = (rank: number): Offer => ({ label: 'not', kind: 'operator', insert: 'not', detail: 'all but what follows', rank });
const OPERATORS: readonly Offer[] = [
  { label: 'and', kind: 'operator', insert: 'and', detail: 'both sides', rank: 1 },
  { label: 'or', kind: 'operator', insert: 'or', detail: 'either side', rank: 1 },
  not(1),
];
const PIPES: readonly Offer[] = [
  { label: '| select', kind: 'keyword', insert: '| select ', filterText: '|', detail: 'compute with what is found', rank: 1 },
];
/** Behind the fields that most searches name, before the others. */
const BEGINNINGS: readonly Offer[] = [{ label: '*', kind: 'operator', insert: '*', detail: 'every event', rank: 3 }, not(3)];

/** What a term of the search can begin with. `alone`: nothing else is written. */
export function termOffers(context: QueryContext, afterTerm: boolean, quoted: boolean): readonly Offer[] {
  const fields = context.schema.fields.map((field): Offer => {
    const name = fieldName(field.name, quoted);
    const numeric = field.type !== 'varchar';
    return {
      label: field.name,
      kind: 'field',
      detail: field.json ? `${field.type}, JSON` : field.type,
      field: field.name,
      insert: numeric ? `${name} ` : `${name}: `,
      filterText: quoted ? name : field.name,
      rank: fieldRank(field),
    };
  });
  return quoted ? fields : [...(afterTerm ? [...OPERATORS, ...PIPES] : BEGINNINGS), ...fields];
}

/** The values of a field; of a number none is quoted. */
export function valueOffers(field: string, quoted: boolean, compares: boolean, context: QueryContext): readonly Offer[] {
  const values = valuesOf(field, context).map((value): Offer => {
    const insert = searchValue(value, quoted);
    return { label: value, kind: 'value', insert, filterText: insert, rank: 0 };
  });
  const presence: Offer = { label: '*', kind: 'value', insert: '*', detail: 'the field is there', rank: 1 };
  return quoted || compares ? values : [...values, presence];
}

/** A name that holds what ends a word is quoted. */
function fieldName(name: string, quoted: boolean): string {
  const isTag = name.startsWith('__tag__:');
  return !quoted && (isTag || /^[^\s:"()[\]|<>=!#]+$/.test(name)) ? name : searchText(name);
}
