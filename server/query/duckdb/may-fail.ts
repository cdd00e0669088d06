import { partsOf } from '../check/sql/parts.ts';
import type { Expression } from '../syntax/tree.ts';
import { type Emission, literalInteger, typeOf } from './emission.ts';

/** Whether some value makes the expression end the statement. `try` and `try_cast` make it NULL instead. */
export function mayFail(e: Emission, expression: Expression): boolean {
  if (e.forgiving) return false;
  switch (expression.kind) {
    case 'call': {
      const name = expression.name.name.toLowerCase();
      if (name === 'try') return false;
      if (FAILING.has(name) || (OF_TEXT.has(name) && expression.arguments.some(a => typeOf(e, a).kind === 'varchar'))) return true;
      break;
    }
    case 'cast':
      if (expression.safe) return false;
      if (['varchar', 'json', 'double', 'array', 'map', 'row'].includes(typeOf(e, expression.operand).kind)) return true;
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
  json_parse is_subnet_of is_prefix_subnet_of ip_prefix ip_subnet_min ip_subnet_max ip_subnet_range from_base to_base url_decode
  split split_part split_to_map hamming_distance levenshtein_distance lpad rpad chr normalize
  date_parse from_iso8601_timestamp from_iso8601_date from_hex from_base64 from_base64url base64_decode from_big_endian_64
  slice sequence element_at map map_from_entries transform_keys mod bit_count width_bucket`);

/** Reading a text as a time. */
const OF_TEXT = words('date to_unixtime date_add date_diff');
