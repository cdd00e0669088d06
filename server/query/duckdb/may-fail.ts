import { partsOf } from '../check/sql/parts.ts';
import type { Expression } from '../syntax/tree.ts';
import { type Emission, literalInteger, literalText, typeOf } from './emission.ts';

/** Whether some value makes the expression end the statement. `try` and `try_cast` make it NULL instead. */
export function mayFail(e: Emission, expression: Expression): boolean {
  if (e.forgiving) return false;
  switch (expression.kind) {
    case 'call': {
      const name = expression.name.name.toLowerCase();
      if (name === 'try') return false;
      const given = expression.arguments;
      if (FAILING.has(name) || (OF_TEXT.has(name) && given.some(a => typeOf(e, a).kind === 'varchar'))) return true;
      if (name === 'date_trunc' && literalText(given[0]) === undefined) return true;
      if (COUNTING.has(name) && !given.slice(name === 'chr' ? 0 : 1).every(isLiteral)) return true;
      break;
    }
    case 'cast':
      if (expression.safe) return false;
      if (['varchar', 'json', 'array', 'map', 'row'].includes(typeOf(e, expression.operand).kind)) return true;
      break;
    case 'binary':
      if ((expression.operator === '/' || expression.operator === '%') && typeOf(e, expression).kind === 'bigint') {
        if (!literalInteger(expression.right)) return true;
      }
      break;
    case 'subscript':
      if (typeOf(e, expression.operand).kind !== 'row') return true;
      break;
    default:
  }
  return partsOf(expression).some(part => mayFail(e, part));
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const FAILING = words(`
  json_parse is_subnet_of is_prefix_subnet_of ip_prefix ip_subnet_min ip_subnet_max ip_subnet_range from_base url_decode split_to_map
  hamming_distance date_parse from_iso8601_timestamp from_iso8601_date from_hex from_base64 from_base64url base64_decode
  from_big_endian_64 map_from_entries transform_keys`);

/** Literals behind the first argument were looked at before. */
const COUNTING = words('split split_part element_at slice sequence lpad rpad chr mod to_base bit_count width_bucket');

const isLiteral = (expression: Expression): boolean => expression.kind === 'literal' || literalInteger(expression) !== undefined;

/** Reading a text as a time. */
const OF_TEXT = words('date to_unixtime date_add date_diff');
