import type { FunctionEntry } from '../../catalog/function-entry.ts';
import { signaturesOf } from '../../catalog/functions.ts';
import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Call, Lambda } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { type Argument, matchSignature, parametersFor, type SignatureMatch } from '../types/match-signature.ts';
import { isUnknown, UNKNOWN } from '../types/scalars.ts';
import { bare } from './parts.ts';

/** What a function gives for the arguments of a call; says where it takes no such arguments. */
export function returnedType(analysis: Analysis, call: Call, entry: FunctionEntry, place: Place): SlsType {
  const given = call.arguments.map((expression): Argument => {
    if (expression.kind !== 'lambda') return { kind: 'value', type: analysis.typeOf(expression, place) };
    const returns = (types: readonly SlsType[]) => analysis.quietly(() => lambdaType(analysis, expression, types, place));
    return { kind: 'lambda', parameters: expression.parameters.length, returns };
  });
  const match = bestMatch(entry, given);
  // what is wrong inside a lambda is told once, with the types that its parameters have in the end
  for (const [i, expression] of call.arguments.entries()) {
    if (expression.kind === 'lambda') lambdaType(analysis, expression, match?.lambdas.get(i) ?? [], place);
  }
  // the second value only says when the first is NULL
  if (match && entry.name === 'nullif') return given[0]?.kind === 'value' && !isUnknown(given[0].type) ? given[0].type : match.returns;
  if (match) return match.returns;
  tellMismatch(analysis, call, entry, given);
  return sameReturn(entry);
}

function bestMatch(entry: FunctionEntry, given: readonly Argument[]): SignatureMatch | undefined {
  let best: SignatureMatch | undefined;
  for (const signature of signaturesOf(entry)) {
    const match = matchSignature(signature, given);
    if (match && (!best || match.coerced < best.coerced)) best = match;
  }
  return best;
}

function lambdaType(analysis: Analysis, lambda: Lambda, types: readonly SlsType[], place: Place): SlsType {
  const parameters = new Map(place.parameters);
  for (const [i, { name }] of lambda.parameters.entries()) parameters.set(name.toLowerCase(), types[i] ?? UNKNOWN);
  const inside: Place = { ...place, parameters, conditional: true, aggregates: 'refused', windows: 'refused', clause: 'A lambda' };
  return analysis.typeOf(lambda.body, inside);
}

function tellMismatch(analysis: Analysis, call: Call, entry: FunctionEntry, given: readonly Argument[]): void {
  const count = given.length;
  const name = call.name.name;
  const expected = `Expected: ${entry.signatures.join(', ')}.`;
  if (!signaturesOf(entry).some(s => parametersFor(s, count))) {
    analysis.report('argument-count', call.range, `${name} takes ${countsOf(entry)}, not ${count}. ${expected}`);
    return;
  }
  const types = given.map(g => (g.kind === 'lambda' ? 'lambda' : typeText(g.type))).join(', ');
  const advice = adviceFor(analysis, call, entry, given);
  analysis.report('type-mismatch', call.range, `Unexpected parameters (${types}) for function ${name}. ${advice}${expected}`);
}

/** What to do where one kind of value stands for another that people take it for. */
function adviceFor(analysis: Analysis, call: Call, entry: FunctionEntry, given: readonly Argument[]): string {
  for (const signature of signaturesOf(entry)) {
    const patterns = parametersFor(signature, given.length);
    if (!patterns) continue;
    for (const [i, pattern] of patterns.entries()) {
      const argument = given[i]!;
      if (argument.kind === 'lambda') continue;
      const text = analysis.sourceText(call.arguments[i]!.range);
      const { kind } = argument.type;
      if (pattern.kind === 'boolean' && kind !== 'boolean' && kind !== 'unknown')
        return `${text} is no condition: compare it with something. `;
      if (pattern.kind === 'varchar' && (kind === 'bigint' || kind === 'double')) return `Write cast(${text} as varchar). `;
      if (pattern.kind === 'varchar' && kind === 'json') return `json_format(${text}) makes a text of JSON. `;
      if (pattern.kind === 'varbinary' && kind === 'varchar') return `Write to_utf8(${text}). `;
      if ((pattern.kind === 'num' || pattern.kind === 'bigint' || pattern.kind === 'double') && kind === 'varchar') {
        const literal = bare(call.arguments[i]!);
        if (literal.kind === 'literal' && !/^[+-]?\d+(\.\d+)?$/.test(literal.value)) return `${text} is no number. `;
        return `Write cast(${text} as ${pattern.kind === 'double' ? 'double' : 'bigint'}). `;
      }
      if (pattern.kind === 'array' && kind === 'varchar')
        return `If ${text} is a JSON array, write cast(json_parse(${text}) as array(varchar)). `;
      if (pattern.kind === 'ts' && kind === 'varchar') return `A text becomes a timestamp by from_iso8601_timestamp or date_parse. `;
      if (pattern.kind === 'ts' && kind === 'bigint') return `Write from_unixtime(${text}). `;
    }
  }
  return mustAgree(entry, given) ? 'These values must be of one type. ' : '';
}

/** Whether a function asks for values of one type, whichever, and got several. */
function mustAgree(entry: FunctionEntry, given: readonly Argument[]): boolean {
  const variables = signaturesOf(entry).flatMap(s => parametersFor(s, given.length)?.filter(p => p.kind === 'variable') ?? []);
  const repeats = variables.some((v, i) => variables.some((w, j) => i < j && v.name === w.name));
  return repeats && new Set(given.map(g => (g.kind === 'value' ? g.type.kind : 'lambda'))).size > 1;
}

function countsOf(entry: FunctionEntry): string {
  const counts = new Set<number>();
  let more = false;
  for (const { parameters } of signaturesOf(entry)) {
    const least = parameters.filter(p => !p.optional && !p.repeated).length;
    for (let n = least; n <= parameters.filter(p => !p.repeated).length; n++) counts.add(n);
    if (parameters.some(p => p.repeated)) more = true;
  }
  const sorted = [...counts].sort((a, b) => a - b);
  if (more) return `${Math.max(1, sorted[0] ?? 1)} or more arguments`;
  const last = sorted.pop() ?? 0;
  const list = sorted.length > 0 ? `${sorted.join(', ')} or ${last}` : String(last);
  return `${list === '0' ? 'no' : list} ${list === '1' ? 'argument' : 'arguments'}`;
}

/** The type that all signatures give, where they agree. */
function sameReturn(entry: FunctionEntry): SlsType {
  const [first, ...rest] = signaturesOf(entry).map(s => s.returns.kind);
  const scalar = first === 'bigint' || first === 'double' || first === 'varchar' || first === 'boolean' ? first : undefined;
  return scalar && rest.every(r => r === scalar) ? { kind: scalar } : UNKNOWN;
}
