import { FORMAT_ARGUMENTS, FORMAT_TOKENS } from '../catalog/format-tokens.ts';
import type { Call } from '../syntax/tree.ts';
import { code } from './markdown.ts';

/** The tokens of the format that a call is given, in words; undefined for other literals. */
export function formatMarkdown(call: Call, literal: unknown): string | undefined {
  const format = call.arguments[FORMAT_ARGUMENTS.get(call.name.name.toLowerCase()) ?? -1];
  if (format !== literal || format?.kind !== 'literal') return undefined;
  const tokens = [...new Set(format.value.match(/%./gs) ?? [])].slice(0, 10);
  const lines = tokens.map(token => {
    const known = FORMAT_TOKENS.find(t => t.token === token);
    return known ? `${code(token)} ${known.meaning}, as in ${code(known.example)}` : `${code(token)} is no token`;
  });
  return lines.length === 0 ? undefined : lines.join('  \n');
}
