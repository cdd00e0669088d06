import { SCALAR_KINDS, type ScalarKind } from './sls-type.ts';

/** What a function takes and gives, read from the notation of `FunctionEntry.signatures`. */
export interface Signature {
  readonly text: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: TypePattern;
}

export interface Parameter {
  readonly name: string;
  readonly type: TypePattern;
  readonly optional: boolean;
  /** Once or more; none at all too where it is optional. */
  readonly repeated: boolean;
}

/** A type with holes. `num` and `ts` stand for the same type wherever they occur in one signature, like variables. */
export type TypePattern =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'num' | 'ts' | 'any' }
  | { readonly kind: 'array'; readonly element: TypePattern }
  | { readonly kind: 'map'; readonly key: TypePattern; readonly value: TypePattern }
  | { readonly kind: 'row'; readonly fields: readonly TypePattern[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypePattern[]; readonly returns: TypePattern };

const SCALARS: ReadonlySet<string> = new Set(SCALAR_KINDS);

/** Reads `name(x varchar, [n bigint], …y T) → array(T)`. Throws on anything else: the table is wrong then, not a query. */
export function readSignature(text: string): Signature {
  const [head = '', result, ...more] = text.split('→');
  const parts = /^(\w+)\((.*)\)\s*$/.exec(head);
  if (!parts || result === undefined || more.length > 0) throw new Error(`${text}: not of the form name(parameters) → type`);
  const [, name = '', inside = ''] = parts;
  return { text, name, parameters: atCommas(inside).map(part => readParameter(part, text)), returns: readPattern(result, text) };
}

function readParameter(part: string, signature: string): Parameter {
  const optional = part.startsWith('[') && part.endsWith(']');
  const bare = optional ? part.slice(1, -1) : part;
  const repeated = bare.startsWith('…');
  const [, name, type] = /^…?(\w+) (.+)$/.exec(bare) ?? [];
  if (name === undefined || type === undefined) throw new Error(`${signature}: \`${part}\` is no parameter`);
  return { name, type: readPattern(type, signature), optional, repeated };
}

function readPattern(written: string, signature: string): TypePattern {
  const text = written.trim();
  const compound = /^(array|map|row|function)\((.*)\)$/.exec(text);
  if (compound) {
    const inner = atCommas(compound[2]!).map(part => readPattern(part, signature));
    const [first, second] = inner;
    if (compound[1] === 'row') return { kind: 'row', fields: inner };
    if (compound[1] === 'function') return { kind: 'function', parameters: inner.slice(0, -1), returns: inner.at(-1)! };
    if (compound[1] === 'array' && first && inner.length === 1) return { kind: 'array', element: first };
    if (compound[1] === 'map' && first && second && inner.length === 2) return { kind: 'map', key: first, value: second };
  }
  if (text === 'num' || text === 'ts' || text === 'any') return { kind: text };
  if (/^[A-Z]$/.test(text)) return { kind: 'variable', name: text };
  if (SCALARS.has(text)) return { kind: text as ScalarKind };
  throw new Error(`${signature}: \`${text}\` is no type`);
}

/** The parts between commas that stand in no parentheses. */
function atCommas(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' && parts.length === 0 ? [] : [...parts, last];
}
