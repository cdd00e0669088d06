import type { Signature, TypePattern } from '../../catalog/read-signature.ts';
import type { SlsType } from '../../catalog/sls-type.ts';
import { commonType, isCoercible } from './common-type.ts';
import { BIGINT, isMoment, isNumeric, isUnknown, UNKNOWN } from './scalars.ts';

/** What the variables of a signature stand for in one call; `num` and `ts` are variables too. */
type Bindings = Map<string, SlsType>;

/** An argument of a call: its type, or for a lambda a function that tells its type from those of its parameters. */
export type Argument =
  | { readonly kind: 'value'; readonly type: SlsType }
  | { readonly kind: 'lambda'; readonly parameters: number; readonly returns: (parameters: readonly SlsType[]) => SlsType };

/** The pattern that the argument at an index meets; undefined where there are too many or too few. */
export function parametersFor({ parameters }: Signature, count: number): readonly TypePattern[] | undefined {
  const repeated = parameters.findIndex(p => p.repeated);
  const least = parameters.filter(p => !p.optional && !p.repeated).length;
  if (count < least + (repeated < 0 || parameters[repeated]!.optional ? 0 : 1)) return undefined;
  if (repeated < 0) return count <= parameters.length ? parameters.slice(0, count).map(p => p.type) : undefined;
  const more = Math.max(0, count - (parameters.length - 1));
  return parameters.flatMap((p, i) => (i === repeated ? Array.from({ length: more }, () => p.type) : [p.type])).slice(0, count);
}

export interface SignatureMatch {
  readonly returns: SlsType;
  /** How many arguments have to be turned into another type. */
  readonly coerced: number;
  /** For each lambda, by its index among the arguments, the types of its parameters. */
  readonly lambdas: ReadonlyMap<number, readonly SlsType[]>;
}

/**
 * Whether a signature takes the arguments, and what the call gives. Lambdas are looked at last, when the other arguments have told the types of their parameters.
 */
export function matchSignature(signature: Signature, call: readonly Argument[]): SignatureMatch | undefined {
  const patterns = parametersFor(signature, call.length);
  if (!patterns) return undefined;
  const bindings: Bindings = new Map();
  for (const [i, pattern] of patterns.entries()) {
    const argument = call[i]!;
    if (argument.kind === 'lambda' ? pattern.kind !== 'function' : !bind(pattern, argument.type, bindings)) return undefined;
  }
  let coerced = 0;
  for (const [i, pattern] of patterns.entries()) {
    const argument = call[i]!;
    if (argument.kind === 'lambda') continue;
    const wanted = fill(pattern, bindings);
    if (!isCoercible(argument.type, wanted)) return undefined;
    if (!isUnknown(argument.type) && argument.type.kind !== wanted.kind) coerced += 1;
  }
  const lambdas = new Map<number, readonly SlsType[]>();
  for (const [i, pattern] of patterns.entries()) {
    const argument = call[i]!;
    if (argument.kind !== 'lambda' || pattern.kind !== 'function') continue;
    if (argument.parameters !== pattern.parameters.length) return undefined;
    const parameters = pattern.parameters.map(p => fill(p, bindings));
    lambdas.set(i, parameters);
    const given = argument.returns(parameters);
    if (!bind(pattern.returns, given, bindings) || !isCoercible(given, fill(pattern.returns, bindings))) return undefined;
  }
  return { returns: fill(signature.returns, bindings), coerced, lambdas };
}

/** Learns from an argument what variables stand for; false where the argument cannot be of the pattern. */
function bind(pattern: TypePattern, type: SlsType, bindings: Bindings): boolean {
  switch (pattern.kind) {
    case 'variable':
      return widen(pattern.name, type, bindings);
    case 'num':
      return (isNumeric(type) || isUnknown(type)) && widen('num', type, bindings);
    case 'ts':
      return (isMoment(type) || isUnknown(type)) && widen('ts', type, bindings);
    case 'any':
      return true;
    case 'function':
      return false;
    case 'array':
      return isUnknown(type) || (type.kind === 'array' && bind(pattern.element, type.element, bindings));
    case 'map':
      return isUnknown(type) || (type.kind === 'map' && bind(pattern.key, type.key, bindings) && bind(pattern.value, type.value, bindings));
    case 'row':
      return (
        isUnknown(type) ||
        (type.kind === 'row' &&
          type.fields.length === pattern.fields.length &&
          pattern.fields.every((f, i) => bind(f, type.fields[i]!.type, bindings)))
      );
    default:
      return isCoercible(type, pattern);
  }
}

function widen(name: string, type: SlsType, bindings: Bindings): boolean {
  const known = bindings.get(name);
  const common = known ? commonType(known, type) : type;
  if (common) bindings.set(name, common);
  return common !== undefined;
}

/** The pattern with its variables replaced by what they stand for. */
function fill(pattern: TypePattern, bindings: Bindings): SlsType {
  switch (pattern.kind) {
    case 'variable':
      return bindings.get(pattern.name) ?? UNKNOWN;
    case 'num': {
      const type = bindings.get('num') ?? UNKNOWN;
      return isUnknown(type) ? BIGINT : type;
    }
    case 'ts':
      return bindings.get('ts') ?? UNKNOWN;
    case 'any':
    case 'function':
      return UNKNOWN;
    case 'array':
      return { kind: 'array', element: fill(pattern.element, bindings) };
    case 'map':
      return { kind: 'map', key: fill(pattern.key, bindings), value: fill(pattern.value, bindings) };
    case 'row':
      return { kind: 'row', fields: pattern.fields.map(f => ({ type: fill(f, bindings) })) };
    default:
      return pattern;
  }
}
