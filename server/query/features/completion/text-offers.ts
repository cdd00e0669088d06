import { FORMAT_TOKENS } from '../../catalog/format-tokens.ts';
import { TIME_UNITS } from '../../catalog/time-units.ts';
import type { SqlToken } from '../../syntax/sql-lexer.ts';
import { sqlText } from '../../syntax/sql-quotes.ts';
import { valuesOf } from '../known-values.ts';
import type { QueryContext } from '../query-context.ts';
import type { Offer } from './completion-item.ts';
import type { ArgumentPlace } from './sql-place.ts';

const FORMATS = ['%Y-%m-%d %H:%i:%s', '%Y-%m-%d %H:%i', '%Y-%m-%d', '%m-%d %H:%i', '%H:%i', '%Y-%m-%d %T'];
const BODY_PATHS = [
  '$.kind',
  '$.metadata.name',
  '$.metadata.namespace',
  '$.metadata.labels',
  '$.metadata.annotations',
  '$.spec.nodeName',
  '$.spec.serviceAccountName',
  '$.spec.hostNetwork',
  '$.spec.containers[0].image',
  '$.spec.containers[0].securityContext.privileged',
  '$.spec.template.spec.containers[0].image',
  '$.spec.replicas',
  '$.spec.taints',
  '$.spec.unschedulable',
  '$.roleRef.kind',
  '$.roleRef.name',
  '$.subjects',
  '$.rules',
  '$.status.phase',
];

/** Texts by function and place of the argument, from 0. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<number, (before: readonly SqlToken[]) => readonly string[]>>>> = {
  date_trunc: { 0: () => TIME_UNITS.slice(1) },
  date_add: { 0: () => TIME_UNITS },
  date_diff: { 0: () => TIME_UNITS },
  date_format: { 1: () => FORMATS },
  date_parse: { 1: () => FORMATS },
  time_series: { 1: () => ['1m', '5m', '15m', '1h', '1d'], 2: () => FORMATS, 3: () => ['0', 'null', 'last', 'next', 'avg'] },
  from_unixtime: { 1: zones },
  json_extract: { 1: paths },
  json_extract_scalar: { 1: paths },
  json_extract_bool: { 1: paths },
  json_extract_long: { 1: paths },
  json_extract_double: { 1: paths },
  json_size: { 1: paths },
};

function zones(): readonly string[] {
  return ['UTC', 'Asia/Shanghai', ...Intl.supportedValuesOf('timeZone')];
}

/** Paths of the document that is the first argument. */
function paths(before: readonly SqlToken[]): readonly string[] {
  const column = before.findLast(t => (t.kind === 'word' || t.kind === 'quoted') && !t.text.startsWith('json_'))?.text.toLowerCase() ?? '';
  return /(ips|groups)$/.test(column) ? ['$[0]', '$[1]'] : BODY_PATHS;
}

/** What a text can be: an argument that only some texts fit, or a value of the column that it is compared with. */
export function textOffers(before: readonly SqlToken[], call: ArgumentPlace | undefined, context: QueryContext): readonly Offer[] {
  const wanted = textsOf(call);
  const compared = wanted ? undefined : comparedColumn(before);
  const texts = wanted ? wanted(before) : compared === undefined ? [] : valuesOf(compared, context);
  const last = before.at(-1);
  const inZone = last?.kind === 'word' && last.text === 'zone';
  return (inZone ? zones() : texts).map(text => ({ label: text, kind: 'value', insert: sqlText(text), filterText: `'${text}'`, rank: 0 }));
}

const textsOf = (call: ArgumentPlace | undefined) =>
  call && Object.hasOwn(ARGUMENTS, call.name) ? ARGUMENTS[call.name]![call.argument] : undefined;

/** Texts that fit an argument of which nothing is written yet, not even its quote: named with it, for there are functions of the same name. */
export const argumentOffers = (before: readonly SqlToken[], call: ArgumentPlace | undefined): readonly Offer[] =>
  textsOf(call)?.(before).map(text => ({ label: sqlText(text), kind: 'value', insert: sqlText(text), filterText: text, rank: 0 })) ?? [];

/** Whether the text of a format stands here. */
export const isFormat = (call: ArgumentPlace | undefined): boolean =>
  call !== undefined && ARGUMENTS[call.name]?.[call.argument]?.([]) === FORMATS;

/** The tokens of a format, for the `%` that is written. */
export const formatOffers = (): readonly Offer[] =>
  FORMAT_TOKENS.map(({ token, meaning, example }) => ({
    label: token,
    kind: 'value',
    insert: token,
    detail: `${meaning}, ${example}`,
    rank: 0,
  }));

/** The column before `=`, `like` or `in (`. */
function comparedColumn(before: readonly SqlToken[]): string | undefined {
  let at = before.length - 1;
  const is = (text: string) => before[at]?.kind !== 'string' && before[at]?.kind !== 'quoted' && before[at]?.text === text;
  if (is(',') || is('(')) {
    while (at >= 0 && !is('(')) at -= 1;
    at -= 1;
    if (!is('in')) return undefined;
  } else if (!['=', '<>', '<', '<=', '>', '>=', 'like'].some(is)) return undefined;
  at -= 1;
  if (is('not')) at -= 1;
  const column = before[at];
  return column?.kind === 'word' || column?.kind === 'quoted' ? column.text : undefined;
}
