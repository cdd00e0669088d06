import type { LogField } from '../catalog/log-field.ts';
import type { FieldName, SearchComparison, SearchExpression, SearchField, SearchRange, SearchTerm, SearchValue } from '../syntax/tree.ts';
import { CannotCompile, type Emission } from './emission.ts';
import { hasCase, hasTokens, lower, type SearchToken, surePiece, tokenPatterns, tokensOf } from './search-tokens.ts';
import { literal } from './sql-text.ts';

/** The search part as a condition on an event; undefined where it keeps everything. */
export function emitSearch(e: Emission, alias: string): string | undefined {
  const { expression } = e.analysed.query.search;
  return expression === undefined || expression.kind === 'all' ? undefined : emitSearchExpression(e, expression, alias);
}

/** NULL and false both mean that the event is not kept. */
export function emitSearchExpression(e: Emission, expression: SearchExpression, alias: string): string {
  const of = (operand: SearchExpression) => emitSearchExpression(e, operand, alias);
  switch (expression.kind) {
    case 'all':
      return 'true';
    case 'or':
      return `(${expression.operands.map(of).join(' OR ')})`;
    case 'and':
      return `(${expression.operands.map(of).join(' AND ')})`;
    case 'not':
      return `(NOT coalesce(${of(expression.operand)}, false))`;
    case 'minus':
      return `(${of(expression.left)} AND NOT coalesce(${of(expression.right)}, false))`;
    case 'group':
      return of(expression.operand);
    case 'term':
      return emitTerm(e, expression, alias);
    case 'field':
      return emitField(e, expression, alias);
    case 'comparison':
      return emitComparison(e, expression, alias);
    case 'range':
      return emitRange(e, expression, alias);
    case 'missing':
      throw new CannotCompile(expression.range, 'Something is missing here.');
  }
}

function emitTerm(e: Emission, { value }: SearchTerm, alias: string): string {
  if (value.kind === 'any') return 'true';
  e.texts.used = true;
  return textMatches(e, value, e.relation.text(alias), true);
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

/** Where all values of a field are known, those that match are compared. */
function valueMatches(e: Emission, value: SearchValue, field: LogField, column: string): string {
  const values = e.relation.values?.(field);
  if (!values) return textMatches(e, value, column, false);
  const tokens = tokensIn(e, value);
  const phrase = lower(value.text);
  const matches = values.filter(v => (value.kind === 'phrase' ? lower(v).includes(phrase) : hasTokens(v, tokens)));
  if (matches.length === 0) return 'false';
  if (matches.length === 1) return `${column} = ${literal(matches[0]!)}`;
  if (matches.length === values.length) return `${column} IS NOT NULL`;
  const others = matches.length * 2 > values.length;
  const list = others ? values.filter(v => !matches.includes(v)) : matches;
  return `${column} ${others ? 'NOT ' : ''}IN (${list.map(literal).join(', ')})`;
}

function emitField(e: Emission, { field, value, range }: SearchField, alias: string): string {
  if (value.kind === 'missing') throw new CannotCompile(range, 'A value is missing here.');
  const known = fieldOf(e, field);
  const column = columnOf(e, known, alias);
  // what is empty counts as not there
  if (value.kind === 'any') return known.type === 'varchar' ? `${column} <> ''` : `${column} IS NOT NULL`;
  if (known.type !== 'varchar') {
    const number = numberOf(value.text);
    if (number !== undefined) return `${column} = ${number}`;
    if (value.kind === 'word' && /[*?]/.test(value.text))
      throw new CannotCompile(value.range, `${known.name} is a number, which takes no wildcards: compare it, ${known.name} in [400 500).`);
    return 'false';
  }
  if (value.kind === 'quoted' && value.text === '') return `${column} = ''`;
  return valueMatches(e, value, known, column);
}

const SQL_OPERATORS = { '>': '>', '>=': '>=', '<': '<', '<=': '<=', '=': '=' } as const;

function emitComparison(e: Emission, { field, operator, value, range }: SearchComparison, alias: string): string {
  if (value.kind === 'missing') throw new CannotCompile(range, 'A value is missing here.');
  const known = fieldOf(e, field);
  if (known.type === 'varchar')
    return operator === '=' ? valueMatches(e, value, known, columnOf(e, known, alias)) : inFullText(e, [field.name, value.text], alias);
  const number = numberOf(value.text);
  return number === undefined ? 'false' : `${columnOf(e, known, alias)} ${SQL_OPERATORS[operator]} ${number}`;
}

function emitRange(e: Emission, { field, from, to, includesFrom, includesTo, range }: SearchRange, alias: string): string {
  if (from.kind === 'missing' || to.kind === 'missing') throw new CannotCompile(range, 'The ends of the range are missing here.');
  const known = fieldOf(e, field);
  if (known.type === 'varchar') return inFullText(e, [field.name, from.text, to.text], alias);
  const [low, high] = [numberOf(from.text), numberOf(to.text)];
  if (low === undefined || high === undefined) return 'false';
  const column = columnOf(e, known, alias);
  return `(${column} ${includesFrom ? '>=' : '>'} ${low} AND ${column} ${includesTo ? '<=' : '<'} ${high})`;
}

/** What SLS does with a numeric operator on a text field: it looks for the words in the whole event. */
function inFullText(e: Emission, words: readonly string[], alias: string): string {
  e.texts.used = true;
  e.notes.add(`${words[0]} is a text: SLS does not compare it, it looks for the words ${words.join(' and ')} in the whole event.`);
  const tokens = words.flatMap(word => tokensOf(word, true));
  return `(${tokens.map(token => inLine(token, e.relation.text(alias))).join(' AND ')})`;
}

function fieldOf(e: Emission, name: FieldName): LogField {
  const field = e.analysed.searchFields.get(name);
  if (!field) throw new CannotCompile(name.range, `No event has a field ${name.name}.`);
  return field;
}

function columnOf(e: Emission, field: LogField, alias: string): string {
  e.fields.add(field);
  return e.relation.column(field, alias);
}

/** A number as SQL; undefined where the text is none. */
function numberOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  return /^[+-]?\d{1,18}$/.test(trimmed) ? String(BigInt(trimmed.replace('+', ''))) : `CAST(${literal(trimmed)} AS DOUBLE)`;
}
