import { functionNamed, signaturesOf } from '../catalog/functions.ts';
import type { Signature } from '../catalog/read-signature.ts';
import type { AnalysedQuery } from '../check/analysed-query.ts';
import { sqlTokens } from '../syntax/sql-lexer.ts';
import { functionMarkdown } from './function-words.ts';
import { levelsOf } from './sql-levels.ts';

export interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    /** Where each parameter stands in the label. */
    readonly parameters: readonly (readonly [start: number, end: number])[];
    /** The parameter that is being written; undefined where the signature takes no more. */
    readonly active?: number;
  }[];
  /** The first signature that takes as many arguments as are written. */
  readonly active: number;
  readonly documentation: string;
}

/** The function whose arguments an offset lies in, with the parameter that is written there. */
export function signatureHelpAt({ query: { text, pipe } }: AnalysedQuery, offset: number): SignatureHelp | undefined {
  if (!pipe || offset <= pipe.start) return undefined;
  const { tokens } = sqlTokens(text, pipe.end);
  const before = tokens.filter(t => t.kind !== 'end' && t.end <= offset);
  const levels = levelsOf(before);
  // a case, a list or an array within the arguments is no call of its own
  const level = levels.findLast(l => l.opener !== 'group' || l.queries) ?? levels[0]!;
  const entry = level.opener === 'call' && level.call !== undefined ? functionNamed(level.call) : undefined;
  if (!entry) return undefined;
  const signatures = signaturesOf(entry);
  const fits = signatures.findIndex(s => takes(s, level.commas + 1));
  return {
    signatures: signatures.map(signature => {
      const active = activeIn(signature, level.commas);
      return { label: signature.text, parameters: placesOf(signature), ...(active !== undefined && { active }) };
    }),
    active: Math.max(fits, 0),
    documentation: functionMarkdown(entry, false),
  };
}

const takes = ({ parameters }: Signature, count: number): boolean => parameters.length >= count || (parameters.at(-1)?.repeated ?? false);

function activeIn({ parameters }: Signature, commas: number): number | undefined {
  if (commas < parameters.length) return commas;
  return parameters.at(-1)?.repeated ? parameters.length - 1 : undefined;
}

/** The parameters as they are written in the signature, one behind the other. */
function placesOf({ text, parameters }: Signature): readonly (readonly [number, number])[] {
  let from = text.indexOf('(') + 1;
  return parameters.map(({ name }) => {
    const start = text.slice(from).search(new RegExp(`\\[?…?${name} `)) + from;
    let [depth, end] = [0, start];
    while (end < text.length && !(depth === 0 && (text[end] === ',' || text[end] === ')'))) {
      if (text[end] === '(') depth += 1;
      else if (text[end] === ')') depth -= 1;
      end += 1;
    }
    from = end + 1;
    return [start, end] as const;
  });
}
