import { readJsonPath } from '../../catalog/json-path.ts';
import { TIME_UNITS } from '../../catalog/time-units.ts';
import type { Call, Expression } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { constantInteger } from './constant-number.ts';
import { patternTrouble } from './pattern-trouble.ts';

/** Says of literal arguments that they can never be right. */
export function tellInvalidArguments(analysis: Analysis, call: Call, name: string): void {
  const found = troubleOf(call, name);
  if (found) analysis.report('invalid-argument', found.at.range, found.message);
}

interface Trouble {
  readonly at: Expression;
  readonly message: string;
}

function troubleOf({ arguments: given }: Call, name: string): Trouble | undefined {
  const [first, second, third] = given;
  if (!first) return undefined;
  switch (name) {
    case 'date_trunc':
    case 'date_add':
    case 'date_diff': {
      const unit = textOf(first)?.toLowerCase();
      if (unit === undefined || TIME_UNITS.includes(unit)) return undefined;
      return { at: first, message: `'${unit}' is no unit of time. Units are ${TIME_UNITS.join(', ')}.` };
    }
    case 'regexp_like':
    case 'regexp_extract':
    case 'regexp_extract_all':
    case 'regexp_replace':
    case 'regexp_split': {
      const pattern = second && textOf(second);
      const trouble = pattern === undefined ? undefined : patternTrouble(pattern);
      return trouble === undefined ? undefined : { at: second!, message: `This is no regular expression: ${trouble}.` };
    }
    case 'split_part':
      return third && isBelow(third, 1n) ? { at: third, message: 'Parts are counted from 1.' } : undefined;
    case 'chr':
      return isOutside(first, 0n, 0x10ffffn) ? { at: first, message: 'This is no code point: they go from 0 to 1114111.' } : undefined;
    case 'mod':
      return second && constantInteger(second) === 0n && constantInteger(first) !== undefined
        ? { at: second, message: 'Division by zero.' }
        : undefined;
    case 'json_parse': {
      const text = textOf(first);
      return text === undefined || isJson(text)
        ? undefined
        : { at: first, message: 'This text is no JSON. Around json_parse, try(…) makes it NULL.' };
    }
    case 'json_extract':
    case 'json_extract_scalar':
    case 'json_size': {
      const path = second && textOf(second);
      if (path === undefined || readJsonPath(path)) return undefined;
      const meant = readJsonPath(`$.${path}`) ? `$.${path}` : '$.spec.containers[0]["a.b"]';
      return { at: second!, message: `'${path}' is no JSON path: a path begins with $, such as ${meant}.` };
    }
    case 'is_subnet_of':
      return second && textOf(second)?.includes('/') && textOf(first) === undefined
        ? { at: second, message: 'The network is the first argument of is_subnet_of, the address the second.' }
        : undefined;
    case 'slice':
      return second && constantInteger(second) === 0n ? { at: second, message: 'Elements of an array are counted from 1.' } : undefined;
    case 'element_at':
      return second && constantInteger(second) === 0n ? { at: second, message: 'Elements of an array are counted from 1.' } : undefined;
    default:
      return undefined;
  }
}

const textOf = (expression: Expression): string | undefined =>
  expression.kind === 'literal' && expression.type === 'string' ? expression.value : undefined;

function isBelow(expression: Expression, least: bigint): boolean {
  const value = constantInteger(expression);
  return value !== undefined && value < least;
}

function isOutside(expression: Expression, least: bigint, most: bigint): boolean {
  const value = constantInteger(expression);
  return value !== undefined && (value < least || value > most);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
