import { sqlName } from '../../syntax/sql-quotes.ts';
import { fieldRank } from '../field-words.ts';
import { code, cut } from '../markdown.ts';
import { typeWord } from '../type-word.ts';
import type { Offer } from './completion-item.ts';
import type { InScope, NamedSource } from './in-scope.ts';

/** The columns of all sources; one that several sources have is offered with the name of each. `quoted`: a quote is written already. */
export function columnOffers({ sources }: Pick<InScope, 'sources'>, quoted: boolean): readonly Offer[] {
  const counts = new Map<string, number>();
  for (const { columns } of sources) {
    for (const name of new Set(columns.map(c => c.name.toLowerCase()))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return sources.flatMap(source => {
    const isShared = (name: string) => source.name !== undefined && !quoted && (counts.get(name.toLowerCase()) ?? 0) > 1;
    return columnsOf(source, quoted).map(offer => {
      if (!isShared(offer.label)) return offer;
      const prefix = `${sqlName(source.name!)}.`;
      return { ...offer, label: prefix + offer.label, insert: prefix + offer.insert };
    });
  });
}

/** The columns of one source, without its name. */
export function columnsOf({ columns }: NamedSource, quoted: boolean): readonly Offer[] {
  return columns.map(({ name, type, field }): Offer => {
    const detail = typeWord(type);
    const insert = sqlName(name, quoted);
    return {
      label: name,
      kind: field ? 'field' : 'column',
      // what is written already may begin with the quote
      filterText: quoted ? insert : name,
      insert,
      rank: field ? fieldRank(field) : 1,
      ...(detail !== undefined && { detail }),
      ...(field && { field: field.name }),
    };
  });
}

export function aliasOffers({ aliases }: Pick<InScope, 'aliases'>, quoted: boolean): readonly Offer[] {
  return aliases.map(({ name, type, expression }) => {
    const detail = typeWord(type);
    const insert = sqlName(name, quoted);
    return {
      label: name,
      kind: 'variable',
      filterText: quoted ? insert : name,
      insert,
      rank: 0,
      documentation: code(cut(expression)),
      ...(detail !== undefined && { detail }),
    };
  });
}
