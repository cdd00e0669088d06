import type { CST } from 'yaml';
import { blockMappingText, flowMappingText } from './embedded-mapping.ts';
import type { EmbeddedText } from './embedded-place.ts';
import { scalarText } from './embedded-scalar.ts';
import { libyamlTokens } from './libyaml-tokens.ts';

/** A string or mapping somewhere in a YAML text. */
export interface Candidate {
  /** Keys and zero-based indexes that lead there. */
  readonly path: readonly (string | number)[];
  /** Zero-based YAML document. */
  readonly document: number;
  readonly kind: 'string' | 'mapping';
  readonly embedded: EmbeddedText;
}

/** What the caller looks for. */
export interface Wanted {
  /** Whether a string may be worth its text, by its source. */
  readonly string: (source: string, path: Candidate['path']) => boolean;
  /** Whether a mapping is one, by its plain scalar values. */
  readonly mapping: (values: ReadonlyMap<string, string>, isRoot: boolean, document: number) => boolean;
}

/** Strings and mappings of all documents that are wanted, outermost first; what is in a wanted mapping is not looked at. */
export function* candidatesIn(text: string, wanted: Wanted): Generator<Candidate> {
  const isJson = /^\s*\{/.test(text);
  let document = -1;
  for (const token of libyamlTokens(text)) {
    if (token.type !== 'document') continue;
    document++;
    if (token.value) yield* visit({ text, wanted, isJson, document }, token.value, []);
  }
}

interface Search {
  readonly text: string;
  readonly wanted: Wanted;
  readonly isJson: boolean;
  readonly document: number;
}

/** Nesting that is looked into; deeper text is no manifest. */
const MAX_DEPTH = 100;

function* visit(search: Search, token: CST.Token, path: readonly (string | number)[]): Generator<Candidate> {
  if (path.length > MAX_DEPTH) return;
  if (!('items' in token)) {
    if (!('source' in token) || !search.wanted.string(token.source, path)) return;
    const embedded = scalarText(token, search.text);
    if (embedded) yield { path, document: search.document, kind: 'string', embedded };
    return;
  }
  const isMapping = token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
  if (isMapping && search.wanted.mapping(scalarValues(token, search.text), path.length === 0, search.document)) {
    const { text } = search;
    const key = token.type === 'block-map' ? firstKey(token) : undefined;
    const embedded =
      token.type === 'block-map'
        ? blockMappingText(text, key ?? token.offset, text.length)
        : flowMappingText(text, token.offset, endOfFlow(token, text.length), search.isJson);
    yield { path, document: search.document, kind: 'mapping', embedded };
    return;
  }
  for (const [index, item] of token.items.entries()) {
    if (!item.value) continue;
    const name = isMapping ? (keyOf(item, search.text) ?? index) : index;
    yield* visit(search, item.value, [...path, name]);
  }
}

type Collection = Extract<CST.Token, { readonly items: readonly unknown[] }>;
type Item = Collection['items'][number];

const keyOf = (item: Item, text: string): string | undefined => {
  const key = item.key;
  if (!key || !('source' in key)) return undefined;
  return key.type === 'scalar' ? key.source : (scalarText(key, text)?.text ?? key.source);
};

/** The first key tells where the lines of the mapping begin; properties before it belong to what holds the mapping. */
const firstKey = (token: Collection): number | undefined => token.items.find(i => i.key)?.key?.offset;

function scalarValues(token: Collection, text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const item of token.items) {
    const name = keyOf(item, text);
    if (name === undefined) continue;
    const value = item.value;
    const scalar = value && 'source' in value ? (value.type === 'scalar' ? value.source : scalarText(value, text)?.text) : undefined;
    values.set(name, scalar ?? '');
  }
  return values;
}

function endOfFlow(token: CST.FlowCollection, limit: number): number {
  const closing = token.end.find(t => t.source === '}');
  return closing ? closing.offset + 1 : limit;
}
