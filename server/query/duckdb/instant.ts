import type { Expression } from '../syntax/tree.ts';
import { type Emission, failure, typeOf } from './emission.ts';
import { emitExpression } from './emit-expression.ts';
import { emitZonedPair } from './emit-zoned.ts';
import { logField } from './log-field-of.ts';
import { literal } from './sql-text.ts';
import { microsOf, zoneClock } from './zone-clock.ts';

/** What a clock in the zone of the value shows, as TIMESTAMP: of dates, times, Unix seconds and texts too. */
export function wallOf(e: Emission, expression: Expression): string {
  const type = typeOf(e, expression).kind;
  switch (type) {
    case 'timestamp with time zone': {
      const pair = emitZonedPair(e, expression);
      return pair ? pair.wall : `(${emitExpression(e, expression)}).w`;
    }
    case 'date':
      return `CAST(${emitExpression(e, expression)} AS TIMESTAMP)`;
    case 'bigint':
    case 'double':
      return zoneClock(e.options.timeZone).wallOfSeconds(emitExpression(e, expression), type === 'bigint');
    case 'varchar':
      return wallOfText(e, emitExpression(e, expression));
    case 'unknown':
      return `CAST(${emitExpression(e, expression)} AS TIMESTAMP)`;
    default:
      return emitExpression(e, expression);
  }
}

/** The instant of a value as TIMESTAMP in UTC. What has no zone of its own is of the session's. */
export function instantOf(e: Emission, expression: Expression): string {
  const type = typeOf(e, expression).kind;
  if (type === 'timestamp with time zone') {
    const pair = emitZonedPair(e, expression);
    return pair ? pair.instant : `(${emitExpression(e, expression)}).i`;
  }
  if (type === 'bigint' || type === 'double') return `make_timestamp(${microsOf(emitExpression(e, expression), type === 'bigint')})`;
  return zoneClock(e.options.timeZone).instant(wallOf(e, expression));
}

/**
 * Like `wallOf`, but fractions of a second may be left in: of the event's own time it is cheaper, since it need not be made of seconds first.
 */
export function wallOfMoment(e: Emission, expression: Expression): string {
  const known = logField(e, secondsOf(expression));
  if (known?.field.name.toLowerCase() !== '__time__') return wallOf(e, expression);
  const instant = known.source.derived?.((relation, alias) => relation.instant?.(alias));
  if (instant === undefined) return wallOf(e, expression);
  e.fields.add(known.field);
  return zoneClock(e.options.timeZone).wall(instant);
}

/** The Unix seconds that a time of the session's zone is made of. */
function secondsOf(expression: Expression): Expression {
  if (expression.kind === 'parenthesized') return secondsOf(expression.expression);
  const made = expression.kind === 'call' && expression.name.name.toLowerCase() === 'from_unixtime' && expression.arguments.length === 1;
  return made ? expression.arguments[0]! : expression;
}

const STAMP = String.raw`\s*[+-]?\d{4,6}-\d{1,2}-\d{1,2}( \d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,12})?)?)?\s*`;

/** A text as TIMESTAMP, as a cast reads it: `2026-01-01 08:00:00.5`, no `T`, no zone. */
export function wallOfText(e: Emission, text: string, safe = false): string {
  const wrong = safe ? 'NULL' : failure(e, 'A text that is no timestamp: it is written 2026-01-31 08:00:00.', 'TIMESTAMP');
  const cast = `${safe ? 'TRY_CAST' : 'CAST'}(trim(${text}) AS TIMESTAMP)`;
  return `CASE WHEN regexp_full_match(${text}, ${literal(STAMP)}) THEN date_trunc('milliseconds', ${cast}) WHEN ${text} IS NOT NULL THEN ${wrong} END`;
}
