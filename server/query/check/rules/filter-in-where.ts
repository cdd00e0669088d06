import type { Reported } from '../../../lint/lint-rule.ts';
import { searchText } from '../../syntax/search-quotes.ts';
import type { Expression, Literal, SearchExpression } from '../../syntax/tree.ts';
import { fieldOf } from '../find-column.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';

export const filterInWhere: QueryCheck = {
  id: 'filter-in-where',
  category: 'style',
  level: 'hint',
  summary: 'A filter in WHERE that a search could do before SQL reads anything.',
  check: ({ analysed, selects }) => {
    const { search } = analysed.query;
    const reading = selects.flatMap(({ select }) => {
      const logs = analysed.sources.get(select)?.filter(s => s.kind === 'log') ?? [];
      return logs.map(() => select);
    });
    // what is searched for holds wherever the log is read
    const [only, ...others] = reading;
    if (!only?.where || others.length > 0 || search.expression?.kind === 'missing') return [];
    return conjunctsOf(only.where).flatMap((condition): Reported[] => {
      const compared = equality(condition);
      if (!compared) return [];
      const field = fieldOf(analysed, compared.column);
      if (field?.type !== 'varchar' || field.json || !/\w/.test(compared.value.value)) return [];
      if (asks(search.expression, field.name)) return [];
      const wanted = `${field.name}: ${searchText(compared.value.value)}`;
      const existing = search.expression?.kind === 'all' ? undefined : search.expression;
      const edits = existing
        ? [
            { range: emptyAt(existing.range.start), newText: existing.kind === 'or' ? '(' : '' },
            { range: emptyAt(existing.range.end), newText: `${existing.kind === 'or' ? ')' : ''} and ${wanted}` },
          ].filter(e => e.newText !== '')
        : [{ range: search.expression?.range ?? emptyAt(search.range.start), newText: search.expression ? wanted : `${wanted} ` }];
      return [
        {
          range: condition.range,
          message: `The search can ask for this, so that SQL reads only what matches: ${wanted}. WHERE keeps what is exactly equal.`,
          fixes: endsInNot(existing) ? [] : [{ title: `Search for ${wanted}`, safe: true, edits }],
        },
      ];
    });
  },
};

/** Conditions that all have to hold. */
function conjunctsOf(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const waiting = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'parenthesized') waiting.push(next.expression);
    else if (next.kind === 'binary' && next.operator === 'and') waiting.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

function equality(condition: Expression): { readonly column: Expression; readonly value: Literal } | undefined {
  if (condition.kind !== 'binary' || condition.operator !== '=') return undefined;
  const [column, value] = condition.left.kind === 'literal' ? [condition.right, condition.left] : [condition.left, condition.right];
  return value.kind === 'literal' && value.type === 'string' ? { column, value } : undefined;
}

type Search = SearchExpression;

/** Whether a search asks for a field already, as one of the conditions that all have to hold. */
function asks(search: Search | undefined, field: string): boolean {
  if (!search) return false;
  if (search.kind === 'and') return search.operands.some(o => asks(o, field));
  return search.kind === 'field' && search.field.name.toLowerCase() === field.toLowerCase();
}

/** Whether `and` written behind the search would belong to its last `not`. */
const endsInNot = (search: Search | undefined): boolean => search?.kind === 'not' || search?.kind === 'minus';
