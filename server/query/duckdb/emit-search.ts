import type { LogField } from '../catalog/log-field.ts';
import { shown } from '../syntax/problems.ts';
import type { FieldName, SearchComparison, SearchExpression, SearchField, SearchRange, SearchTerm, SearchValue } from '../syntax/tree.ts';
import { CannotCompile, type Emission } from './emission.ts';
import { complement, intersection, setCondition, type ValueSet, valueSet } from './search-sets.ts';
import { hasCase, lower, type SearchToken, surePiece, tokenPatterns, tokensOf } from './search-tokens.ts';
import { columnOf, fieldsInText, readOnce, type SearchedEvent } from './searched-event.ts';
import { literal } from './sql-text.ts';

/** The search part as a condition on an event; undefined where it keeps everything. */
export function emitSearch(e: Emission, alias: string): string | undefined {
  const { expression } = e.analysed.query.search;
  return expression === undefined || expression.kind === 'all' ? undefined : emitSearchExpression(e, expression, alias);
}

/** NULL and false both mean that the event is not kept. */
export const emitSearchExpression = (e: Emission, expression: SearchExpression, alias: string): string =>
  emitCondition(e, expression, { alias });

function emitCondition(e: Emission, expression: SearchExpression, event: SearchedEvent): string {
  const set = valueSet(e, expression);
  if (set) return setCondition(set, columnOf(e, set.field, event));
  const inText = fieldsInText(e, expression, event);
  if (inText) return readOnce(e, inText, event, read => emitCondition(e, expression, read));
  switch (expression.kind) {
    case 'all':
      return 'true';
    case 'or':
      return `(${emitTogether(e, expression.operands.map(asked), event, ' OR ').join(' OR ')})`;
    case 'and':
    case 'minus':
      return emitConditions(e, conditionsOf(expression), event);
    case 'not':
      return without(emitCondition(e, expression.operand, event));
    case 'group':
      return emitCondition(e, expression.operand, event);
    case 'term':
      return emitTerm(e, expression, event);
    case 'field':
      return emitField(e, expression, event);
    case 'comparison':
      return emitComparison(e, expression, event);
    case 'range':
      return emitRange(e, expression, event);
    case 'missing':
      throw new CannotCompile(expression.range, 'Something is missing here.');
  }
}

const without = (condition: string): string => `(NOT coalesce(${condition}, false))`;

interface Condition {
  readonly expression: SearchExpression;
  readonly negated: boolean;
}

const asked = (expression: SearchExpression): Condition => ({ expression, negated: false });

/** What has to hold together: `a and b not c` is a, b, and not c. */
function conditionsOf(expression: SearchExpression): readonly Condition[] {
  switch (expression.kind) {
    case 'all':
      return [];
    case 'group':
      return conditionsOf(expression.operand);
    case 'and':
      return expression.operands.flatMap(conditionsOf);
    case 'minus':
      return [...conditionsOf(expression.left), { expression: expression.right, negated: true }];
    case 'not':
      return [{ expression: expression.operand, negated: true }];
    default:
      return [asked(expression)];
  }
}

/** Conditions on the same field become one set of values, where those are known. */
function emitConditions(e: Emission, conditions: readonly Condition[], event: SearchedEvent): string {
  const sets = new Map<LogField, ValueSet>();
  const others: Condition[] = [];
  for (const condition of conditions) {
    const own = valueSet(e, condition.expression);
    if (own) {
      const set = condition.negated ? complement(own) : own;
      const known = sets.get(set.field);
      sets.set(set.field, known ? intersection(known, set) : set);
    } else others.push(condition);
  }
  const inSets = Array.from(sets.values(), set => setCondition(set, columnOf(e, set.field, event)));
  const all = [...inSets, ...emitTogether(e, others, event, ' AND ')];
  return all.length === 0 ? 'true' : `(${all.join(' AND ')})`;
}

/** The conditions one by one, but those on fields in the text of the event as one, which reads it once. */
function emitTogether(e: Emission, conditions: readonly Condition[], event: SearchedEvent, operator: ' AND ' | ' OR '): string[] {
  const emit = ({ expression, negated }: Condition, where: SearchedEvent) => {
    const sql = emitCondition(e, expression, where);
    return negated ? without(sql) : sql;
  };
  const fields = new Set<LogField>();
  const [inText, others]: [Condition[], Condition[]] = [[], []];
  for (const condition of conditions) {
    const own = fieldsInText(e, condition.expression, event);
    (own ? inText : others).push(condition);
    for (const field of own ?? []) fields.add(field);
  }
  const alone = others.map(condition => emit(condition, event));
  if (inText.length === 0) return alone;
  return [...alone, readOnce(e, fields, event, read => inText.map(condition => emit(condition, read)).join(operator))];
}

function emitTerm(e: Emission, { value }: SearchTerm, event: SearchedEvent): string {
  if (value.kind === 'any') return 'true';
  e.texts.used = true;
  return textMatches(e, value, e.relation.text(event.alias), true);
}

/** Whether a text has the tokens of a value, or its phrase. `raw` is the line of an event, anything else one value of it. */
function textMatches(e: Emission, value: SearchValue, sql: string, raw: boolean): string {
  if (value.kind === 'phrase') {
    const small = lower(value.text);
    const inJson = JSON.stringify(small).slice(1, -1);
    const forms = raw && inJson !== small ? [small, inJson] : [small];
    return `(${forms.map(form => `contains(lower(${sql}), ${literal(form)})`).join(' OR ')})`;
  }
  const tokens = tokensIn(e, value);
  if (tokens.length === 0) return raw ? 'true' : `${sql} IS NOT NULL`;
  return `(${tokens.map(token => (raw ? inLine(token, sql) : inValue(token, sql))).join(' AND ')})`;
}

function tokensIn(e: Emission, value: SearchValue): SearchToken[] {
  if (value.kind === 'word' && value.text.includes('?'))
    e.notes.add(`? separates words, so ${value.text} looks for each of them; * stands for any characters of a word.`);
  return tokensOf(value.text, value.kind === 'quoted');
}

/** A whole line is long: a pattern that begins with the text skips through it, and the exact one runs on what is left. */
function inLine(token: SearchToken, sql: string): string {
  const { quick, exact } = tokenPatterns(token);
  return `CASE WHEN regexp_matches(${sql}, ${literal(quick)}) THEN regexp_matches(${sql}, ${literal(exact)}) ELSE false END`;
}

/** A value is short, and often nothing but the token. */
function inValue(token: SearchToken, sql: string): string {
  const piece = surePiece(token);
  const subject = hasCase(piece) ? `lower(${sql})` : sql;
  const exact = `regexp_matches(${sql}, ${literal(tokenPatterns(token).exact)})`;
  const found = piece === '' ? exact : `CASE WHEN contains(${subject}, ${literal(piece)}) THEN ${exact} ELSE false END`;
  return token.wildcard ? found : `(${sql} = ${literal(token.text)} OR ${found})`;
}

function emitField(e: Emission, { field, value, range }: SearchField, event: SearchedEvent): string {
  if (value.kind === 'missing') throw new CannotCompile(range, 'A value is missing here.');
  const known = fieldOf(e, field);
  const column = columnOf(e, known, event);
  // what is empty counts as not there
  if (value.kind === 'any') return known.type === 'varchar' ? `${column} <> ''` : `${column} IS NOT NULL`;
  if (known.type !== 'varchar') {
    const number = numberOf(value.text);
    if (number !== undefined) return `${column} = ${number}`;
    if (value.kind === 'word' && /[*?]/.test(value.text))
      throw new CannotCompile(value.range, `${known.name} is a number, which takes no wildcards: compare it, ${known.name} in [400 500).`);
    e.notes.add(`${known.name} is a number, so it is never ${value.text === '' ? 'empty' : shown(value.text)}.`);
    return 'false';
  }
  if (value.kind === 'quoted' && value.text === '') return `${column} = ''`;
  return textMatches(e, value, column, false);
}

function emitComparison(e: Emission, { field, operator, value, range }: SearchComparison, event: SearchedEvent): string {
  if (operator === '=') return emitField(e, { kind: 'field', field, value, range }, event);
  if (value.kind === 'missing') throw new CannotCompile(range, 'A value is missing here.');
  const known = fieldOf(e, field);
  if (known.type === 'varchar') return inFullText(e, [field.name, value.text], event);
  const number = numberOf(value.text);
  return number === undefined ? 'false' : `${columnOf(e, known, event)} ${operator} ${number}`;
}

function emitRange(e: Emission, { field, from, to, includesFrom, includesTo, range }: SearchRange, event: SearchedEvent): string {
  if (from.kind === 'missing' || to.kind === 'missing') throw new CannotCompile(range, 'The ends of the range are missing here.');
  const known = fieldOf(e, field);
  if (known.type === 'varchar') return inFullText(e, [field.name, from.text, to.text], event);
  const [low, high] = [numberOf(from.text), numberOf(to.text)];
  if (low === undefined || high === undefined) return 'false';
  if (Number(from.text) > Number(to.text))
    e.notes.add(`No number is in a range from ${from.text} to ${to.text}: the smaller one stands first.`);
  const column = columnOf(e, known, event);
  return `(${column} ${includesFrom ? '>=' : '>'} ${low} AND ${column} ${includesTo ? '<=' : '<'} ${high})`;
}

/** What SLS does with a numeric operator on a text field: it looks for the words in the whole event. */
function inFullText(e: Emission, words: readonly string[], event: SearchedEvent): string {
  e.texts.used = true;
  e.notes.add(`${words[0]} is a text: SLS does not compare it, it looks for the words ${words.join(' and ')} in the whole event.`);
  const tokens = words.flatMap(word => tokensOf(word, true));
  return `(${tokens.map(token => inLine(token, e.relation.text(event.alias))).join(' AND ')})`;
}

function fieldOf(e: Emission, name: FieldName): LogField {
  const field = e.analysed.searchFields.get(name);
  if (!field) throw new CannotCompile(name.range, `No event has a field ${name.name}.`);
  return field;
}

/** A number as SQL; undefined where the text is none. */
function numberOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  return /^[+-]?\d{1,18}$/.test(trimmed) ? String(BigInt(trimmed.replace('+', ''))) : `CAST(${literal(trimmed)} AS DOUBLE)`;
}
