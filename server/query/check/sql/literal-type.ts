import type { SlsType } from '../../catalog/sls-type.ts';
import type { Literal } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import { BIGINT, BOOLEAN, DATE, DOUBLE, TIME, TIMESTAMP, UNKNOWN, VARCHAR } from '../types/scalars.ts';
import { isBigintLiteral } from './constant-number.ts';
import { isDate, isTime, readsAsTimestamp } from './text-values.ts';

/** Type of a literal. Fractions are doubles, as in SLS. */
export function literalType(analysis: Analysis, { type, value, range }: Literal): SlsType {
  switch (type) {
    case 'string':
      return VARCHAR;
    case 'integer':
      if (!isBigintLiteral(value))
        analysis.report('invalid-argument', range, `${value} does not fit into a bigint. With a fraction, ${value}.0, it is a double.`);
      return BIGINT;
    case 'decimal':
      return DOUBLE;
    case 'boolean':
      return BOOLEAN;
    case 'null':
      return UNKNOWN;
    case 'date':
      if (!isDate(value)) analysis.report('invalid-argument', range, `'${value}' is no date. Write date 'YYYY-MM-DD'.`);
      return DATE;
    case 'time':
      if (!isTime(value)) analysis.report('invalid-argument', range, `'${value}' is no time of day. Write time 'HH:MM:SS'.`);
      return TIME;
    case 'timestamp': {
      const read = readsAsTimestamp(value);
      if (!read) analysis.report('invalid-argument', range, `'${value}' is no timestamp. Write timestamp 'YYYY-MM-DD HH:MM:SS'.`);
      return read === 'zoned' ? { kind: 'timestamp with time zone' } : TIMESTAMP;
    }
  }
}
