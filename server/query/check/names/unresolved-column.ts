import { nearest } from '../../../kubernetes/nearest.ts';
import type { Fix, TextRange } from '../../../lint/finding.ts';
import { typeText } from '../../catalog/sls-type.ts';
import { sqlName, sqlText } from '../../syntax/sql-quotes.ts';
import type { ColumnReference } from '../../syntax/tree.ts';
import type { RelationColumn } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';

/** Says that a column cannot be resolved, why that probably is, and what would be right. */
export function tellUnresolved(analysis: Analysis, reference: ColumnReference, place: Place): void {
  const { parts, range } = reference;
  if (parts.length > 1) {
    tellDotted(analysis, reference, place);
    return;
  }
  const [{ name, quoted }] = parts as [ColumnReference['parts'][number]];
  if (name === '' || (slashed(analysis, range, place)?.range.start ?? range.start) < range.start) return;
  const said = `Column '${name}' cannot be resolved`;
  if (place.scope.relations.length === 0 && analysis.schema.field(name) && !place.outputs) {
    tellNoFrom(analysis, reference);
    return;
  }
  if (place.clause === 'GROUP BY' && place.hiddenAliases?.has(name.toLowerCase())) {
    const message = `${name} is made of groups, so it cannot make them. Group by columns, and filter by ${name} in HAVING.`;
    analysis.report('aggregate-not-allowed', range, message);
    return;
  }
  if (place.hiddenAliases?.has(name.toLowerCase()) && !place.aliases) {
    const where = place.clause === 'SELECT' ? 'another item of the select list' : place.clause;
    const advice = 'Repeat its expression here, or select in a sub-query and use the column outside.';
    analysis.report('alias-not-allowed', range, `${said}: it is an alias of the select list, which ${where} does not know. ${advice}`);
    return;
  }
  const near = nearest(name, namesIn(analysis, place));
  const meant = near && near !== name ? near : undefined;
  if (quoted && meant === undefined && !fieldLike(name)) {
    analysis.report(
      'string-in-double-quotes',
      range,
      `${said}: a name stands in double quotes. A text stands in single quotes: ${sqlText(name)}.`,
      { fixes: [replace(`Write the text ${sqlText(name)}`, range, sqlText(name))] },
    );
    return;
  }
  const fixes = meant ? [replace(`Write ${sqlName(meant)}`, range, sqlName(meant))] : [];
  if (meant === undefined && !analysis.schema.field(name)) fixes.push(replace(`Write the text ${sqlText(name)}`, range, sqlText(name)));
  const what = readsOnlyTheLog(place.scope) ? 'the log has no such field' : 'no source of this select has it';
  const text = analysis.schema.field(name) ? '' : ` If it is a text, write it in single quotes: ${sqlText(name)}.`;
  const hint = meant ? ` Did you mean ${sqlName(meant)}?` : text;
  // Without the opened log nobody can be sure of its fields.
  const unsure = !analysis.schema.complete && readsTheLog(place.scope);
  analysis.report('unknown-column', range, `${said}: ${what}.${hint}`, { fixes, ...(unsure && { severity: 'warning' as const }) });
}

/** Says that a select inside the query reads a column without having a source. */
export function tellNoFrom(analysis: Analysis, { parts, range }: ColumnReference): void {
  const name = parts.map(p => p.name).join('.');
  const message = `Column '${name}' cannot be resolved: this select has no FROM. A sub-query has to name its source: from log.`;
  analysis.report('sub-query-without-from', range, message);
}

function tellDotted(analysis: Analysis, reference: ColumnReference, place: Place): void {
  const { parts } = reference;
  const [first, ...rest] = parts as [ColumnReference['parts'][number], ...ColumnReference['parts']];
  const beyond = slashed(analysis, reference.range, place);
  const range = beyond?.range ?? reference.range;
  const whole = beyond?.name ?? parts.map(p => p.name).join('.');
  const found = findName(place.scope, whole);
  if (found !== undefined) {
    const isColumn = findName(place.scope, first.name) !== undefined;
    const why = isColumn ? `Expression ${first.name} is not of type ROW` : `Column '${whole}' cannot be resolved`;
    analysis.report('dotted-name', range, `${why}: a name that contains dots stands in double quotes: ${sqlName(found)}.`, {
      fixes: [{ ...replace(`Write ${sqlName(found)}`, range, sqlName(found)), safe: true }],
    });
    return;
  }
  const relation = relationNamed(place.scope, first.name);
  if (relation) {
    const name = rest.map(p => p.name).join('.');
    const inside = findIn(relation, name);
    if (inside !== undefined && rest.length > 1) {
      const quoted: TextRange = { start: rest[0]!.range.start, end: range.end };
      analysis.report(
        'dotted-name',
        range,
        `Column '${whole}' cannot be resolved: a name that contains dots stands in double quotes: ${sqlName(inside)}.`,
        {
          fixes: [{ ...replace(`Write ${sqlName(inside)}`, quoted, sqlName(inside)), safe: true }],
        },
      );
      return;
    }
  }
  const near = nearest(whole, namesIn(analysis, place));
  const column = relation ? undefined : findColumn(place.scope, first.name);
  const why =
    column?.type.kind === 'row'
      ? `Row ${first.name} has no field '${rest.map(p => p.name).join('.')}'; its type is ${typeText(column.type)}, and ${first.name}[1] is its first field`
      : column
        ? `Expression ${first.name} is not of type ROW, so it has no parts${readInside(analysis, column, first.name, rest)}`
        : `Column '${whole}' cannot be resolved`;
  const names = near || relation || column ? [] : place.scope.relations.flatMap(r => (r.name === undefined ? [] : [r.name]));
  const hint = near ? ` Did you mean ${sqlName(near)}?` : names.length > 0 ? ` The sources here are named ${names.join(', ')}.` : '';
  analysis.report(
    'unknown-column',
    range,
    `${why}.${hint}`,
    near ? { fixes: [replace(`Write ${sqlName(near)}`, range, sqlName(near))] } : {},
  );
}

/** How to reach a member of JSON text, where it is a field of a log that may hold some. */
function readInside(analysis: Analysis, column: RelationColumn, name: string, members: ColumnReference['parts']): string {
  if (!column.field || column.type.kind !== 'varchar' || !analysis.schema.field(column.field.name)?.json) return '';
  return `. json_extract_scalar(${sqlName(name)}, '$.${members.map(m => m.name).join('.')}') reads inside its JSON`;
}

/** The name of a field with a slash that was written without quotes, and so became a division: `annotations.authorization.k8s.io/reason`. */
function slashed(
  analysis: Analysis,
  { start, end }: TextRange,
  { scope }: Place,
): { readonly name: string; readonly range: TextRange } | undefined {
  const before = /[\w./-]*$/.exec(analysis.sourceText({ start: 0, end: start }))?.[0] ?? '';
  const behind = /^[\w./-]*/.exec(analysis.sourceText({ start: end, end: end + MOST_OF_A_NAME }))?.[0] ?? '';
  const range = { start: start - before.length, end: end + behind.length };
  const name = analysis.sourceText(range);
  return /^\w+(\.[\w-]+)+\/[\w.-]*\w$/.test(name) && findName(scope, name) !== undefined ? { name, range } : undefined;
}

const MOST_OF_A_NAME = 300;

const replace = (title: string, range: TextRange, newText: string): Fix => ({ title, edits: [{ range, newText }], safe: false });

/** Whether a name could be that of a field: a path, or one word of which people are known to get a letter wrong. */
const fieldLike = (name: string): boolean => /^[A-Za-z_][\w-]*(\.[\w./-]+)+$/.test(name) || /^__\w+__$/.test(name);

const readsTheLog = (scope: Scope | undefined): boolean =>
  scope !== undefined && (scope.relations.some(r => r.source.kind === 'log') || readsTheLog(scope.outer));

const readsOnlyTheLog = (scope: Scope): boolean => scope.relations.length > 0 && scope.relations.every(r => r.source.kind === 'log');

function relationNamed(scope: Scope | undefined, name: string): Scope['relations'][number] | undefined {
  if (!scope) return undefined;
  return scope.relations.find(r => r.name === name.toLowerCase()) ?? relationNamed(scope.outer, name);
}

const findIn = (relation: Scope['relations'][number], name: string): string | undefined => relation.find(name.toLowerCase())[0]?.name;

function findColumn(scope: Scope | undefined, name: string): RelationColumn | undefined {
  for (let at = scope; at; at = at.outer) {
    for (const relation of at.relations) {
      const [found] = relation.find(name.toLowerCase());
      if (found) return found;
    }
  }
  return undefined;
}

const findName = (scope: Scope, name: string): string | undefined => findColumn(scope, name)?.name;

/** All that could be named at a place. */
function namesIn(analysis: Analysis, { scope, aliases, outputs, parameters }: Place): string[] {
  const names = [...(parameters?.keys() ?? []), ...(aliases?.keys() ?? []), ...(outputs ?? []).map(o => o.name)];
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    for (const { source } of at.relations) names.push(...source.columns.map(c => c.name));
  }
  return names.length > 0 ? names : analysis.schema.fields.map(f => f.name);
}
