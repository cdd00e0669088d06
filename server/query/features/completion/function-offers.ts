import type { FunctionEntry } from '../../catalog/function-entry.ts';
import { FUNCTIONS, signaturesOf } from '../../catalog/functions.ts';
import type { Parameter } from '../../catalog/read-signature.ts';
import { BARE_FUNCTIONS } from '../../syntax/keywords.ts';
import { type Offer, snippet } from './completion-item.ts';

/** All functions. `called`: the parenthesis is written already; `windows`: window functions make sense here. */
export function functionOffers(called: boolean, windows: boolean): readonly Offer[] {
  return OFFERS.filter(([{ kind }]) => windows || kind !== 'window').map(([{ name }, offer]) =>
    called ? { ...offer, insert: name, snippet: false } : offer,
  );
}

function offerOf(entry: FunctionEntry): Offer {
  const { name, family, kind, engines } = entry;
  const bare = BARE_FUNCTIONS.has(name);
  const parameters = signaturesOf(entry)[0]!.parameters.filter(p => !p.optional);
  const call = `${name}(${parameters.map(placeholder).join(', ')})`;
  return {
    label: name,
    kind: 'function',
    detail: family,
    // behind everything that works on the opened log
    rank: engines.local ? 5 : 7,
    insert: bare
      ? name
      : kind === 'window'
        ? snippet(`${call} over (order by <${parameters.length + 1}:__time__>)`)
        : callOf(name, call, parameters),
    snippet: !bare,
  };
}

/** A call without required parameters still has a place to type in. */
function callOf(name: string, call: string, parameters: readonly Parameter[]): string {
  if (name === 'count') return snippet('count(<1:*>)');
  if (name === 'position') return snippet('position(<1:search> in <2:x>)');
  return parameters.length === 0 ? `${name}($1)` : snippet(call);
}

function placeholder({ name, type }: Parameter, index: number): string {
  if (type.kind !== 'function') return `<${index + 1}:${name}>`;
  const [first, ...more] = ['a', 'b', 'c'].slice(0, type.parameters.length);
  return `${more.length > 0 ? `(${[first, ...more].join(', ')})` : first} -> <${index + 1}:${name}>`;
}

const OFFERS: readonly (readonly [FunctionEntry, Offer])[] = FUNCTIONS.map(entry => [entry, offerOf(entry)]);
