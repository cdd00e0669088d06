import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import { ALIAS_IS_NAME } from '../../syntax/problems.ts';
import { sqlName } from '../../syntax/sql-quotes.ts';
import type { Cast } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { isCastable } from '../types/castable.ts';
import { meantType, namedType } from '../types/named-type.ts';
import { UNKNOWN } from '../types/scalars.ts';
import { isBigint, isBoolean, isDate, isDouble, readsAsTimestamp } from './text-values.ts';

/** CAST and TRY_CAST: the type must exist, and values of the operand's type must be castable to it. */
export function castType(analysis: Analysis, expression: Cast, place: Place): SlsType {
  const { operand, type: name, range, safe } = expression;
  const from = analysis.typeOf(operand, safe ? { ...place, conditional: true } : place);
  if (name.name === '') return UNKNOWN;
  const to = namedType(name);
  if ('unknownName' in to) {
    const meant = meantType(to.unknownName);
    // `verb 'x'` in a select list reads as a text of the type verb
    if (!meant && place.clause === 'SELECT' && operand.kind === 'literal' && name.range.start < operand.range.start) {
      const newText = `as ${sqlName(operand.value)}`;
      analysis.report('query-syntax', operand.range, ALIAS_IS_NAME, {
        fixes: [{ title: `Write ${newText}`, edits: [{ range: operand.range, newText }], safe: false }],
      });
      return UNKNOWN;
    }
    const fixes = meant ? [{ title: `Write ${meant}`, edits: [{ range: name.range, newText: meant }], safe: false }] : [];
    const hint = meant
      ? ` Did you mean ${meant}?`
      : ' Types are bigint, double, varchar, boolean, date, timestamp, json, array(T), map(K, V).';
    analysis.report('unknown-type', name.range, `There is no type ${to.unknownName}.${hint}`, { fixes });
    return UNKNOWN;
  }
  if (!isCastable(from, to)) {
    analysis.report('type-mismatch', range, `Cannot cast ${typeText(from)} to ${typeText(to)}.${adviceFor(from, to)}`);
  } else if (!safe && !place.conditional && operand.kind === 'literal' && operand.type === 'string' && !reads(operand.value, to)) {
    analysis.report('invalid-argument', range, `Cannot cast '${operand.value}' to ${typeText(to)}. With try_cast it is NULL.`);
  }
  return to;
}

function adviceFor(from: SlsType, to: SlsType): string {
  if (from.kind === 'varchar' && (to.kind === 'array' || to.kind === 'map' || to.kind === 'row')) {
    return ' If the text is JSON, write json_parse(…) around it.';
  }
  if (from.kind === 'bigint' && to.kind.startsWith('timestamp')) return ' Unix seconds become a timestamp by from_unixtime(…).';
  if (to.kind === 'bigint' && from.kind.startsWith('timestamp')) return ' to_unixtime(…) gives Unix seconds.';
  if (to.kind === 'varchar' && from.kind === 'array') return " array_join(…, ',') makes a text of an array.";
  if (to.kind === 'varchar' && (from.kind === 'map' || from.kind === 'row')) return ' json_format(cast(… as json)) makes a text of it.';
  return '';
}

/** Whether a text can be cast; only said of types whose texts are known for sure. */
function reads(text: string, to: SlsType): boolean {
  switch (to.kind) {
    case 'bigint':
      return isBigint(text);
    case 'double':
      return isDouble(text);
    case 'boolean':
      return isBoolean(text);
    case 'date':
      return isDate(text);
    case 'timestamp':
      return readsAsTimestamp(text) !== undefined;
    default:
      return true;
  }
}
