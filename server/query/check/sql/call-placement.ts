import type { FunctionEntry } from '../../catalog/function-entry.ts';
import type { Call } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import type { ProblemCode } from '../problem-codes.ts';

export type CallKind = 'scalar' | 'aggregate' | 'window';

export function callKind({ kind }: FunctionEntry, { over }: Call): CallKind {
  if (over) return 'window';
  return kind === 'aggregate' ? 'aggregate' : kind === 'window' ? 'window' : 'scalar';
}

/** Functions that look at an argument only when they need it, or forgive what fails in it. */
const LAZY: ReadonlySet<string> = new Set(['if', 'try', 'coalesce', 'nullif']);

/** Where the arguments of a call stand. */
export function argumentPlace(place: Place, kind: CallKind, name: string): Place {
  if (kind === 'aggregate') {
    // what an aggregate reads are rows, which know columns, not what is made of them
    return { ...place, aggregates: place.aggregates === 'refused' ? 'refused' : 'nested', windows: 'nested', aliasFirst: false };
  }
  const inside = kind === 'window' ? { ...place, windows: 'nested' as const } : place;
  return LAZY.has(name) ? { ...inside, conditional: true } : inside;
}

/** Says where a call cannot stand. */
export function checkPlacement(analysis: Analysis, call: Call, entry: FunctionEntry, place: Place): void {
  const { name, range } = call;
  const report = (code: ProblemCode, message: string) => analysis.report(code, range, message);
  const kind = callKind(entry, call);
  if (entry.kind === 'window' && !call.over) {
    report(
      'window-without-over',
      `${name.name} is a window function: write over (…) behind it, for example ${name.name}() over (order by __time__).`,
    );
  }
  if (call.over && entry.kind === 'scalar') {
    report(
      'window-of-scalar',
      `${name.name} looks at one row only, so OVER means nothing behind it. Aggregates and window functions take OVER.`,
    );
  }
  if (kind === 'aggregate') {
    if (place.aggregates === 'nested') {
      report('nested-aggregate', `Cannot nest aggregations: ${name.name} stands inside another one. Aggregate in a sub-query first.`);
    } else if (place.aggregates === 'refused') {
      const advice = place.clause === 'WHERE' ? ' Conditions on aggregates belong into HAVING.' : '';
      report('aggregate-not-allowed', `${place.clause} cannot contain aggregations such as ${name.name}.${advice}`);
    }
  }
  if (kind === 'window' && call.over) {
    if (place.windows === 'nested')
      report(
        'nested-window',
        `A window function cannot stand inside another one or inside an aggregation: compute ${name.name} in a sub-query first.`,
      );
    else if (place.windows === 'refused') {
      report(
        'window-not-allowed',
        `${place.clause} cannot contain window functions. Compute ${name.name} in a sub-query, and use its column outside.`,
      );
    }
  }
  if (entry.kind !== 'aggregate') {
    const misplaced = call.distinct ? 'DISTINCT' : call.filter ? 'FILTER' : call.orderBy.length > 0 ? 'ORDER BY' : undefined;
    if (misplaced) report('not-an-aggregate', `${name.name} does not aggregate, so it takes no ${misplaced}.`);
  } else if (call.over && call.filter) {
    report('not-an-aggregate', `With OVER, ${name.name} takes no FILTER: let it read if(condition, …), which is NULL for the other rows.`);
  }
  if (call.nulls && entry.kind === 'aggregate') {
    const words = `${call.nulls.toUpperCase()} NULLS`;
    report('not-an-aggregate', `${name.name} takes no ${words}; lag, lead, first_value, last_value and nth_value do.`);
  }
}
