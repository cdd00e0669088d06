import type { TextRange } from '../../../lint/finding.ts';
import { type SearchToken, searchTokens } from '../../syntax/search-lexer.ts';

/** What can be typed at an offset of the search part. `replace` is what is written of it already. */
export type SearchPlace =
  /** A word, or the name of a field. `afterTerm`: a term stands before, so `and`, `or` and `|` are possible too. */
  | { readonly kind: 'term'; readonly replace: TextRange; readonly quoted: boolean; readonly afterTerm: boolean }
  /** A value behind `field:`, or behind a comparison. */
  | { readonly kind: 'value'; readonly field: string; readonly replace: TextRange; readonly quoted: boolean; readonly compares: boolean };

const OPERATORS = new Set(['and', 'or', 'not']);

/** Undefined where nothing is to be offered: in a phrase or a range, or behind the pipe. */
export function searchPlace(text: string, offset: number): SearchPlace | undefined {
  const { tokens, pipe } = searchTokens(text);
  if (pipe && offset > pipe.start) return undefined;
  const before = tokens.filter(t => t.kind !== 'end' && t.start < offset);
  const touched = before.at(-1);
  const typed = touched && touched.end >= offset && isText(touched) ? touched : undefined;
  if (typed?.kind === 'phrase') return undefined;
  const written = typed ? before.slice(0, -1) : before;
  const [last, field] = [written.at(-1), written.at(-2)];
  const quoted = typed?.kind === 'quoted';
  // a quote that is not closed reaches over what follows
  const end = typed ? (typed.open ? offset : typed.end) : offset;
  const replace = { start: typed?.start ?? offset, end };
  if (typed && offset === typed.end && quoted && !typed.open) return undefined;
  if ((last?.kind === ':' || last?.kind === 'comparison') && field && isText(field)) {
    return { kind: 'value', field: fieldName(written.slice(0, -1)), replace, quoted, compares: last.kind === 'comparison' };
  }
  if (last && (last.kind === '[' || last.kind === 'inequality' || last.kind === ':')) return undefined;
  if (insideRange(written)) return undefined;
  const afterTerm = last !== undefined && last.kind !== '(' && !(last.kind === 'word' && OPERATORS.has(last.text.toLowerCase()));
  return { kind: 'term', replace, quoted, afterTerm };
}

const isText = ({ kind }: SearchToken) => kind === 'word' || kind === 'quoted' || kind === 'phrase';

/** The field that the last tokens name: `verb`, or `__tag__:__hostname__`. */
function fieldName(tokens: readonly SearchToken[]): string {
  const [tag, colon, name] = tokens.slice(-3);
  const isTag = tag?.text.toLowerCase() === '__tag__' && colon?.kind === ':' && colon.start === tag.end && name?.start === colon.end;
  return isTag ? `${tag.text}:${name!.text}` : tokens.at(-1)!.text;
}

/** Whether the last bracket or parenthesis opens a range: `code in [400 `. */
function insideRange(tokens: readonly SearchToken[]): boolean {
  const open = tokens.findLastIndex(t => t.kind === '(' || t.kind === '[' || t.kind === ')' || t.kind === ']');
  if (open < 0 || tokens[open]!.kind === ')' || tokens[open]!.kind === ']') return false;
  return tokens[open]!.kind === '[' || tokens[open - 1]?.text === 'in';
}
