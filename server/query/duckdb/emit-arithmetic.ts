import type { Binary, Expression } from '../syntax/tree.ts';
import { type Emission, emitExpression, failure, literalInteger, typeOf } from './emission.ts';
import { zoneClock } from './zone-clock.ts';
import { emitMoved, instantOf, isMoment } from './zoned-time.ts';

const isInterval = (kind: string): boolean => kind.startsWith('interval');

/** `+ - * / %` of numbers, and of times with intervals. bigint overflows with an error on both engines. */
export function emitArithmetic(e: Emission, { operator, left, right }: Binary): string {
  const [a, b] = [typeOf(e, left).kind, typeOf(e, right).kind];
  if (isInterval(a) || isInterval(b) || isTime(a) || isTime(b)) return emitTimeArithmetic(e, operator, left, right);
  const [x, y] = [emitExpression(e, left), emitExpression(e, right)];
  if (operator !== '/' && operator !== '%') return `(${x} ${operator} ${y})`;
  if (a === 'double' || b === 'double') return `(CAST(${x} AS DOUBLE) ${operator} CAST(${y} AS DOUBLE))`;
  return divide(e, operator, x, y, literalInteger(right));
}

/** Division of whole numbers, which truncates and does not know zero. */
export function divide(e: Emission, operator: '/' | '%', x: string, y: string, divisor: number | undefined): string {
  const division = `(${x} ${operator === '/' ? '//' : '%'} ${y})`;
  if (divisor !== undefined && divisor !== 0) return division;
  // NULL divided by anything is NULL
  return `CASE WHEN ${y} = 0 AND ${x} IS NOT NULL THEN ${failure(e, 'Division by zero; nullif(x, 0) as the divisor gives NULL instead.', 'BIGINT')} ELSE ${division} END`;
}

const isTime = (kind: string): boolean => kind === 'date' || kind === 'time' || kind.startsWith('timestamp');

function emitTimeArithmetic(e: Emission, operator: string, left: Expression, right: Expression): string {
  const [a, b] = [typeOf(e, left).kind, typeOf(e, right).kind];
  // a difference of times is an interval; DuckDB counts days between dates
  if (operator === '-' && isTime(a) && isTime(b))
    return a === 'time' ? `(${emitExpression(e, left)} - ${emitExpression(e, right)})` : `(${instantOf(e, left)} - ${instantOf(e, right)})`;
  const moved = isTime(a) ? a : b;
  if (moved === 'timestamp with time zone') return isTime(a) ? emitMoved(e, left, operator, right) : emitMoved(e, right, operator, left);
  const [time, interval] = isTime(a) ? [left, right] : [right, left];
  // days are 24 hours, also where a clock is set forward or back between them
  if (moved === 'timestamp' && typeOf(e, interval).kind === 'interval day to second' && isMoment(e, time))
    return zoneClock(e.options.timeZone).wall(`(${instantOf(e, time)} ${operator} ${emitExpression(e, interval)})`);
  const [x, y] = [emitExpression(e, left), emitExpression(e, right)];
  const sum = `(${x} ${operator} ${y})`;
  return moved === 'date' ? `CAST(${sum} AS DATE)` : sum;
}
