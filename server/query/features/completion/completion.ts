import { analyseQuery } from '../../check/analyse-query.ts';
import type { AnalysedQuery } from '../../check/analysed-query.ts';
import { parseQuery } from '../../syntax/parse-query.ts';
import type { QueryContext } from '../query-context.ts';
import { aliasOffers, columnOffers, columnsOf } from './column-offers.ts';
import { type Offer, placedAt, type QueryCompletion } from './completion-item.ts';
import { functionOffers } from './function-offers.ts';
import { inScope } from './in-scope.ts';
import { BEGINNINGS, continuations, operands, SOURCES, TYPE_OFFERS } from './keyword-offers.ts';
import { termOffers, valueOffers } from './search-offers.ts';
import { searchPlace } from './search-place.ts';
import { type SqlPlace, sqlPlace } from './sql-place.ts';
import { suppressionOffers } from './suppression-offers.ts';
import { argumentOffers, formatOffers, isFormat, textOffers } from './text-offers.ts';

/** What can be typed at an offset: works on half-written queries, from the tokens before it and what is in scope there. */
export function completionsAt(analysed: AnalysedQuery, offset: number, context: QueryContext): readonly QueryCompletion[] {
  const { text, pipe, spl } = analysed.query;
  if (!pipe || offset <= pipe.start) {
    const place = searchPlace(text, offset);
    if (!place) return [];
    const { replace, quoted } = place;
    const offers =
      place.kind === 'value' ? valueOffers(place.field, quoted, place.compares, context) : termOffers(context, place.afterTerm, quoted);
    return placedAt(offers, replace);
  }
  if (spl) return [];
  const silencing = suppressionOffers(analysed.query, offset);
  if (silencing) return silencing;
  const place = sqlPlace(text, pipe.end, offset);
  return place ? sqlCompletions(analysed, place, offset, context) : [];
}

function sqlCompletions(analysed: AnalysedQuery, place: SqlPlace, offset: number, context: QueryContext): readonly QueryCompletion[] {
  const { text } = analysed.query;
  const { replace, quoted } = place;
  const scope = () => inScope(analysed, lastTokenEnd(text, replace.start));
  switch (place.kind) {
    case 'beginning':
      return quoted ? [] : placedAt(BEGINNINGS, replace);
    case 'type':
      return quoted ? [] : placedAt(TYPE_OFFERS, replace);
    case 'table': {
      const tables = ['log', ...scope().tables].map((label): Offer => ({ label, kind: 'table', insert: label, rank: 0 }));
      return placedAt(quoted ? tables : [...tables, ...SOURCES], replace);
    }
    case 'column-of': {
      const named = place.table.toLowerCase();
      const { sources } = quoted || replace.end > replace.start ? scope() : inScope(withName(analysed, offset, context), offset + 1);
      const source = sources.find(s => s.name?.toLowerCase() === named);
      if (source) return placedAt(columnsOf(source, quoted), replace);
      // behind an open quote the rest of the line, and the table in it, is not read
      const known = sources.length > 0 ? sources : [{ columns: logColumns(context) }];
      return placedAt(columnOffers({ sources: known }, quoted), quoted ? replace : place.whole);
    }
    case 'text':
      return textCompletions(text, place, offset, context);
    case 'continuation':
      return quoted ? [] : placedAt(continuations(place.clause, place.after.text === ')', place.inCase), replace);
    case 'operand': {
      const around = scope();
      const sources = around.sources.length > 0 ? around.sources : [{ columns: logColumns(context) }];
      const names = [...aliasesIn(place.clause, around, quoted), ...columnOffers({ sources }, quoted)];
      if (quoted) return placedAt(names, replace);
      const parameters = around.parameters.map((label): Offer => ({ label, kind: 'variable', insert: label, rank: 0 }));
      const called = /^\s*\(/.test(text.slice(replace.end, replace.end + 20));
      const windows = place.clause === 'select' || place.clause === 'order by';
      return placedAt(
        [
          ...argumentOffers(place.before, place.call),
          ...parameters,
          ...names,
          ...operands(place.clause, place.nested, place.begins),
          ...functionOffers(called, windows),
        ],
        replace,
      );
    }
  }
}

/** The query with a name where one is about to be written: behind a lone dot the next word would be taken for it. */
function withName({ query: { text } }: AnalysedQuery, offset: number, { schema }: QueryContext): AnalysedQuery {
  return analyseQuery(parseQuery(`${text.slice(0, offset)}x${text.slice(offset)}`), schema);
}

const logColumns = ({ schema }: QueryContext) => schema.fields.map(field => ({ name: field.name, type: { kind: field.type }, field }));

/** An alias can be named in ORDER BY, GROUP BY and HAVING only. */
const aliasesIn = (clause: string, around: ReturnType<typeof inScope>, quoted: boolean): readonly Offer[] =>
  ['order by', 'group by', 'having'].includes(clause) ? aliasOffers(around, quoted) : [];

function textCompletions(
  text: string,
  place: Extract<SqlPlace, { kind: 'text' }>,
  offset: number,
  context: QueryContext,
): readonly QueryCompletion[] {
  const { before, call, replace } = place;
  const token = /%\w?$/.exec(text.slice(replace.start, offset))?.[0];
  if (isFormat(call) && token !== undefined) return placedAt(formatOffers(), { start: offset - token.length, end: offset });
  return placedAt(textOffers(before, call, context), replace);
}

/** Blanks passed backwards: the place of what is written before. */
function lastTokenEnd(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}
