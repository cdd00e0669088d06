import { typeText } from '../../catalog/sls-type.ts';
import type { Call, Expression, Interval } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { isOrderable } from '../types/scalars.ts';

/** Says of arguments what their types alone do not tell: how long a text is, how fine a unit of time. */
export function tellArgumentKinds(analysis: Analysis, { arguments: given, range }: Call, name: string): void {
  const [first, second] = given;
  if (name === 'codepoint' && first && isLonger(analysis, first)) {
    const text = analysis.sourceText(first.range);
    const newText = `cast(${text} as varchar(1))`;
    analysis.report('type-mismatch', range, `codepoint takes a single character: ${newText}.`, {
      fixes: [{ title: `Write ${newText}`, edits: [{ range: first.range, newText }], safe: false }],
    });
  }
  tellUnordered(analysis, given, name);
  if (name !== 'date_trunc' && name !== 'date_add' && name !== 'date_diff') return;
  const unit = first?.kind === 'literal' && first.type === 'string' ? first.value.toLowerCase() : '';
  const times = name === 'date_diff' ? given.slice(1) : given.slice(-1);
  if (second && FINE.has(unit) && times.length > 0 && times.every(time => analysis.types.get(time)?.kind === 'date')) {
    analysis.report('invalid-argument', first!.range, `A date has no ${unit}s; a timestamp has: cast(… as timestamp).`);
  }
}

/** Which argument of a function is compared with others of its kind. */
const COMPARED: Readonly<Record<string, number>> = {
  ...{ max: 0, min: 0, max_by: 1, min_by: 1, greatest: 0, least: 0 },
  ...{ array_sort: 0, array_max: 0, array_min: 0 },
};

/** Says of a function that looks for the greatest that these values have no order. */
function tellUnordered(analysis: Analysis, given: readonly Expression[], name: string): void {
  const compared = Object.hasOwn(COMPARED, name) ? given[COMPARED[name]!] : undefined;
  const type = compared && analysis.types.get(compared);
  if (!type || isOrderable(type) || (name === 'array_sort' && given.length > 1)) return;
  analysis.report('type-mismatch', compared.range, `Values of type ${typeText(type)} have no order.`);
}

/** Says that a date is moved by less than days. */
export function tellPartOfDay(analysis: Analysis, { value, unit, range }: Interval): void {
  const [, seconds] = UNITS.find(([name]) => name === unit) ?? [];
  if (seconds === undefined || (Number(value) * seconds) % 86_400 === 0) return;
  analysis.report('invalid-argument', range, 'A date is moved by whole days; a timestamp by less, too: cast(… as timestamp).');
}

const FINE: ReadonlySet<string> = new Set(['millisecond', 'second', 'minute', 'hour']);
const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** What gives a text as long as its first argument, or a shorter one. */
const SHORTENING: ReadonlySet<string> = new Set(['lower', 'upper', 'substr', 'substring', 'trim', 'ltrim', 'rtrim', 'reverse', 'chr']);

/** Whether a text may have more than one character for all that its type tells. */
function isLonger(analysis: Analysis, expression: Expression): boolean {
  switch (expression.kind) {
    case 'parenthesized':
      return isLonger(analysis, expression.expression);
    case 'literal':
      return expression.type === 'string' && [...expression.value].length !== 1;
    case 'cast': {
      const { name, sizes } = expression.type;
      return name === 'varchar' ? sizes?.[0] !== 1 : name === 'char' && (sizes?.[0] ?? 1) !== 1;
    }
    case 'column': {
      const found = analysis.resolutions.get(expression);
      return found?.kind === 'column' && found.column.field !== undefined;
    }
    case 'call': {
      const [first] = expression.arguments;
      const name = expression.name.name.toLowerCase();
      return analysis.calls.get(expression) === 'scalar' && SHORTENING.has(name) && first !== undefined && isLonger(analysis, first);
    }
    default:
      return false;
  }
}
