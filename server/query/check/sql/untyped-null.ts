import type { TextRange } from '../../../lint/finding.ts';
import type { SlsType } from '../../catalog/sls-type.ts';
import type { Binary, Call, Unary } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { isNumeric } from '../types/scalars.ts';
import { isNull } from './parts.ts';

/** Functions that mean different things for different types: which arguments tell, and what people mean most. */
const OVERLOADED: ReadonlyMap<string, { readonly telling: readonly number[]; readonly type: string }> = new Map([
  ['concat', { telling: [0, 1], type: 'varchar' }],
  ['substr', { telling: [0], type: 'varchar' }],
  ['reverse', { telling: [0], type: 'varchar' }],
  ['json_extract_scalar', { telling: [0], type: 'varchar' }],
  ['sum', { telling: [0], type: 'bigint' }],
  ['avg', { telling: [0], type: 'bigint' }],
  ['date_trunc', { telling: [1], type: 'timestamp' }],
]);

/** Says of a NULL that a function cannot tell the type of. */
export function tellUntypedArgument(analysis: Analysis, { arguments: given }: Call, name: string): void {
  const { telling, type } = OVERLOADED.get(name) ?? {};
  // with three arguments concat joins what the others are
  const told = name === 'concat' && given.length > 2 && !given.every(isNull);
  const none = told ? undefined : telling?.flatMap(i => given[i] ?? []).find(isNull);
  if (none && type !== undefined) tell(analysis, none.range, name, type);
}

/** Says of a NULL with a sign that it may be a number or an interval. */
export function tellUntypedSign(analysis: Analysis, { operator, operand }: Unary): void {
  if (operator !== 'not' && isNull(operand)) tell(analysis, operand.range, operator, 'bigint');
}

/** Says of a NULL that an operator cannot tell the type of: `||` joins texts and arrays, `*` scales intervals, too. */
export function tellUntypedOperand(analysis: Analysis, { operator, left, right }: Binary, types: readonly [SlsType, SlsType]): void {
  const nulls = [left, right].filter(isNull);
  const [none] = nulls;
  if (!none) return;
  const numbers = types.some(isNumeric);
  const untold =
    nulls.length === 2
      ? ['||', '+', '-', '*', '/'].includes(operator)
      : operator === '||' || (operator === '*' && numbers) || (operator === '/' && none === left && types[1].kind === 'double');
  if (untold) tell(analysis, none.range, operator, operator === '||' ? 'varchar' : 'bigint');
}

function tell(analysis: Analysis, range: TextRange, what: string, type: string): void {
  const newText = `cast(null as ${type})`;
  analysis.report('type-mismatch', range, `${what} means different things for different types, and NULL has none: write ${newText}.`, {
    fixes: [{ title: `Write ${newText}`, edits: [{ range, newText }], safe: false }],
  });
}
