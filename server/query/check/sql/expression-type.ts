import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Expression, InQuery, Interval, Quantified, SqlQuery } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { resolveColumn } from '../names/resolve-column.ts';
import { commonType } from '../types/common-type.ts';
import { BIGINT, BOOLEAN, DAY_TO_SECOND, isMoment, isNumeric, isOrderable, isUnknown, UNKNOWN, YEAR_TO_MONTH } from '../types/scalars.ts';
import { arrayType } from './array-type.ts';
import { binaryType } from './binary-type.ts';
import { callType } from './call-type.ts';
import { caseType } from './case-type.ts';
import { castType } from './cast-type.ts';
import { literalType } from './literal-type.ts';
import { betweenType, inListType, likeType } from './predicate-type.ts';
import { subscriptType } from './subscript-type.ts';
import { tellUntypedSign } from './untyped-null.ts';

/** Tells the type of an expression, and what is wrong with it. */
export function expressionType(analysis: Analysis, expression: Expression, place: Place): SlsType {
  const typeOf = (e: Expression) => analysis.typeOf(e, place);
  switch (expression.kind) {
    case 'column':
      return resolveColumn(analysis, expression, place);
    case 'literal':
      return literalType(analysis, expression);
    case 'parenthesized':
      return typeOf(expression.expression);
    case 'unary':
      return unaryType(analysis, expression, typeOf(expression.operand));
    case 'binary':
      return binaryType(analysis, expression, place);
    case 'between':
      return betweenType(analysis, expression, place);
    case 'in-list':
      return inListType(analysis, expression, place);
    case 'like':
      return likeType(analysis, expression, place);
    case 'is-null':
      typeOf(expression.operand);
      return BOOLEAN;
    case 'case':
      return caseType(analysis, expression, place);
    case 'cast':
      return castType(analysis, expression, place);
    case 'call':
      return callType(analysis, expression, place);
    case 'array':
      return arrayType(analysis, expression, place);
    case 'row':
      return { kind: 'row', fields: expression.items.map(item => ({ type: typeOf(item) })) };
    case 'subscript':
      return subscriptType(analysis, expression, place);
    case 'interval':
      return intervalType(analysis, expression);
    case 'extract':
      return extractType(analysis, expression, typeOf(expression.operand));
    case 'at-time-zone':
      return zonedType(analysis, expression, typeOf(expression.operand), typeOf(expression.zone));
    case 'lambda':
      analysis.report(
        'type-mismatch',
        expression.range,
        'A lambda can only be an argument of a function that takes one, such as filter(x, e -> …).',
      );
      return UNKNOWN;
    case 'exists':
      columnsOf(analysis, expression.query, place);
      return BOOLEAN;
    case 'subquery':
      return onlyColumn(analysis, expression.query, place);
    case 'in-query':
      return inQueryType(analysis, expression, place);
    case 'quantified':
      return quantifiedType(analysis, expression, place);
    case 'missing':
      return UNKNOWN;
  }
}

function unaryType(analysis: Analysis, expression: Extract<Expression, { kind: 'unary' }>, operand: SlsType): SlsType {
  const { operator, range } = expression;
  if (operator === 'not') {
    if (operand.kind !== 'boolean' && !isUnknown(operand)) {
      analysis.report(
        'type-mismatch',
        range,
        `NOT takes a condition, and this is of type ${typeText(operand)}. Compare it with something first.`,
      );
    }
    return BOOLEAN;
  }
  tellUntypedSign(analysis, expression);
  if (isUnknown(operand)) return BIGINT;
  if (isNumeric(operand) || operand.kind.startsWith('interval')) return operand;
  analysis.report('type-mismatch', range, `Cannot apply operator: ${operator}${typeText(operand)}. It takes a number or an interval.`);
  return UNKNOWN;
}

const INTERVAL_UNITS = ['year', 'month', 'day', 'hour', 'minute', 'second'];

function intervalType(analysis: Analysis, { unit, range }: Interval): SlsType {
  const wrong = unit.split(' to ').find(name => name !== '' && !INTERVAL_UNITS.includes(name));
  if (wrong !== undefined)
    analysis.report('invalid-argument', range, `'${wrong}' is no unit of an interval. Units are ${INTERVAL_UNITS.join(', ')}.`);
  return unit.startsWith('year') || unit.startsWith('month') ? YEAR_TO_MONTH : DAY_TO_SECOND;
}

const TIME_FIELDS: ReadonlySet<string> = new Set(
  `year quarter month week day day_of_month day_of_week dow day_of_year doy year_of_week yow hour minute second timezone_hour timezone_minute`.split(
    ' ',
  ),
);

function extractType(analysis: Analysis, expression: Extract<Expression, { kind: 'extract' }>, operand: SlsType): SlsType {
  const { field, range } = expression;
  if (field !== '' && !TIME_FIELDS.has(field)) {
    analysis.report('invalid-argument', range, `'${field}' is no field of a time. Fields are ${[...TIME_FIELDS].slice(0, 14).join(', ')}.`);
  }
  if (!isMoment(operand) && operand.kind !== 'time' && !operand.kind.startsWith('interval') && !isUnknown(operand)) {
    analysis.report(
      'type-mismatch',
      expression.operand.range,
      `extract takes a date or a timestamp, and this is of type ${typeText(operand)}.${operand.kind === 'bigint' ? ' Write from_unixtime(…) around Unix seconds.' : ''}`,
    );
  }
  return BIGINT;
}

function zonedType(
  analysis: Analysis,
  expression: Extract<Expression, { kind: 'at-time-zone' }>,
  operand: SlsType,
  zone: SlsType,
): SlsType {
  if (!isMoment(operand) && !isUnknown(operand)) {
    analysis.report('type-mismatch', expression.operand.range, `AT TIME ZONE takes a timestamp, and this is of type ${typeText(operand)}.`);
  }
  if (zone.kind !== 'varchar' && !zone.kind.startsWith('interval') && !isUnknown(zone)) {
    analysis.report(
      'type-mismatch',
      expression.zone.range,
      `A time zone is a text such as 'Asia/Shanghai', and this is of type ${typeText(zone)}.`,
    );
  }
  return { kind: 'timestamp with time zone' };
}

const columnsOf = (analysis: Analysis, query: SqlQuery, { scope }: Place) =>
  analysis.columnsOf(query, { commons: scope.commons, outer: scope }).columns;

/** Type of the one column that a query used as a value has. */
function onlyColumn(analysis: Analysis, query: SqlQuery, place: Place): SlsType {
  const columns = columnsOf(analysis, query, place);
  if (columns.length === 1) return columns[0]!.type;
  if (columns.length > 1) {
    analysis.report(
      'sub-query-columns',
      query.range,
      `A sub-query used as a value must have one column, and this one has ${columns.length}. Select one.`,
    );
  }
  return UNKNOWN;
}

function inQueryType(analysis: Analysis, { operand, query, range }: InQuery, place: Place): SlsType {
  const value = analysis.typeOf(operand, place);
  const columns = columnsOf(analysis, query, place);
  if (columns.length > 1 && value.kind === 'row' && value.fields.length === columns.length) {
    for (const [i, { type }] of columns.entries()) compare(analysis, range, value.fields[i]!.type, type);
    return BOOLEAN;
  }
  if (columns.length > 1) {
    analysis.report(
      'sub-query-columns',
      query.range,
      `The sub-query of IN must have one column, and this one has ${columns.length}. Select one.`,
    );
  } else if (columns[0]) compare(analysis, range, value, columns[0].type);
  return BOOLEAN;
}

function quantifiedType(analysis: Analysis, { operand, query, range, operator }: Quantified, place: Place): SlsType {
  const value = analysis.typeOf(operand, place);
  const column = onlyColumn(analysis, query, place);
  const common = compare(analysis, range, value, column);
  if (common && operator !== '=' && operator !== '<>' && !isOrderable(common)) {
    analysis.report('type-mismatch', range, `Values of type ${typeText(common)} have no order, so ${operator} does not compare them.`);
  }
  return BOOLEAN;
}

function compare(analysis: Analysis, range: Expression['range'], value: SlsType, column: SlsType): SlsType | undefined {
  const common = commonType(value, column);
  if (!common) {
    const message = `The value and the column of the sub-query must be of one type: ${typeText(value)} and ${typeText(column)} are not.`;
    analysis.report('type-mismatch', range, message);
  }
  return common;
}
