import { nearest } from '../../../kubernetes/nearest.ts';
import type { FunctionEntry } from '../../catalog/function-entry.ts';
import { FUNCTIONS, functionNamed } from '../../catalog/functions.ts';
import { type SlsType, typeText } from '../../catalog/sls-type.ts';
import type { Call, Expression } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { BIGINT, isOrderable, isUnknown, UNKNOWN } from '../types/scalars.ts';
import { tellArgumentKinds } from './argument-kinds.ts';
import { argumentPlace, callKind, checkPlacement } from './call-placement.ts';
import { tellInvalidArguments } from './constant-arguments.ts';
import { expressionKeys } from './expression-key.ts';
import { returnedType } from './returned-type.ts';
import { tellUntypedArgument } from './untyped-null.ts';
import { windowType } from './window-type.ts';

/** Type of a call: the function must exist, stand where it can, and take the arguments. */
export function callType(analysis: Analysis, call: Call, place: Place): SlsType {
  const name = call.name.name.toLowerCase();
  const entry = functionNamed(name);
  if (!entry) {
    tellUnknown(analysis, call);
    for (const argument of call.arguments) if (argument.kind !== 'lambda') analysis.typeOf(argument, place);
    analysis.calls.set(call, call.over ? 'window' : 'scalar');
    return UNKNOWN;
  }
  if (!entry.engines.local) tellNotExecuted(analysis, call);
  const kind = callKind(entry, call);
  analysis.calls.set(call, kind);
  checkPlacement(analysis, call, entry, place);
  const inside = argumentPlace(place, kind, name);
  if (call.filter) {
    const type = analysis.typeOf(call.filter, inside);
    if (type.kind !== 'boolean' && !isUnknown(type)) {
      analysis.report('type-mismatch', call.filter.range, 'FILTER (WHERE …) takes a condition.');
    }
  }
  for (const { expression } of call.orderBy) orderType(analysis, expression, inside);
  if (call.over) windowType(analysis, call.over, { ...place, windows: 'nested' });
  if (call.star) return starType(analysis, call, name);
  if (call.distinct && call.arguments.length > 1 && name === 'count') return tellDistinctList(analysis, call, inside);
  const type = returnedType(analysis, call, entry, inside);
  if (call.distinct) checkDistinctOrder(analysis, call);
  tellArgumentKinds(analysis, call, name);
  tellUntypedArgument(analysis, call, name);
  if (!place.conditional) tellInvalidArguments(analysis, call, name);
  return type;
}

function orderType(analysis: Analysis, expression: Expression, place: Place): void {
  const type = analysis.typeOf(expression, place);
  if (!isOrderable(type)) analysis.report('type-mismatch', expression.range, `Values of type ${typeText(type)} have no order.`);
}

/** What DISTINCT leaves are values of the argument, so they can be sorted by it alone. */
function checkDistinctOrder(analysis: Analysis, call: Call): void {
  const keyOf = expressionKeys(analysis, []);
  const keys = new Set(call.arguments.map(keyOf));
  const other = call.orderBy.find(({ expression }) => !keys.has(keyOf(expression)))?.expression;
  if (!other) return;
  const message = `With DISTINCT, ${call.name.name} can only sort by what it aggregates: order by ${analysis.sourceText(call.arguments[0]?.range ?? call.range)}.`;
  analysis.report('not-selected', other.range, message);
}

function starType(analysis: Analysis, { name, argumentsRange }: Call, lower: string): SlsType {
  if (lower === 'count') return BIGINT;
  analysis.report('type-mismatch', argumentsRange, `Only count takes *; ${name.name} takes an expression.`);
  return UNKNOWN;
}

function tellDistinctList(analysis: Analysis, call: Call, place: Place): SlsType {
  for (const argument of call.arguments) analysis.typeOf(argument, place);
  const [first, last] = [call.arguments[0]!.range.start, call.arguments.at(-1)!.range.end];
  const row = `(${analysis.sourceText({ start: first, end: last })})`;
  analysis.report(
    'argument-count',
    { start: first, end: last },
    `count(distinct …) takes one expression. Count rows of several: count(distinct ${row}).`,
    {
      fixes: [{ title: `Count rows: ${row}`, edits: [{ range: { start: first, end: last }, newText: row }], safe: true }],
    },
  );
  return BIGINT;
}

/** SLS gets new functions over time: what is unknown here may be right there, but nothing here can compute it. */
function tellUnknown(analysis: Analysis, { name }: Call): void {
  const near = nearest(name.name, names(FUNCTIONS));
  const hint = near ? ` Did you mean ${near}?` : '';
  const message = `Function '${name.name}' is not known, so it is not executed here.${hint}`;
  const fixes = near ? [{ title: `Write ${near}`, edits: [{ range: name.range, newText: near }], safe: false }] : [];
  analysis.report('unknown-function', name.range, message, { severity: 'warning', fixes });
}

function tellNotExecuted(analysis: Analysis, { name }: Call): void {
  const message = `${name.name} is computed by SLS only: a query with it is not executed on an opened log.`;
  analysis.report('function-not-executed', name.range, message, { severity: 'warning' });
}

const names = (entries: readonly FunctionEntry[]): string[] => entries.map(e => e.name);
