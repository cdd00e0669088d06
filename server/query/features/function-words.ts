import type { FunctionEntry } from '../catalog/function-entry.ts';
import { functionNamed } from '../catalog/functions.ts';
import { code } from './markdown.ts';

/** A function in words: signatures, meaning, example, what surprises, and where it cannot be computed. */
export function functionMarkdown({ signatures, meaning, example, note, engines, kind }: FunctionEntry, withSignatures = true): string {
  const where = missingOn(engines);
  const over = kind === 'window' ? ' A window function: needs `over (…)`.' : '';
  return [
    ...(withSignatures ? [signatures.map(s => code(s)).join('  \n')] : []),
    meaning + over,
    ...(example ? [`${code(example.call)} → ${code(example.result)}`] : []),
    ...(note === undefined ? [] : [note]),
    ...(where === undefined ? [] : [where]),
  ].join('\n\n');
}

/** What there is to say of a function by its name. */
export function functionDocumentation(name: string): string | undefined {
  const entry = functionNamed(name);
  return entry && functionMarkdown(entry);
}

/** What keeps a function from being computed; undefined where nothing does. */
export function missingOn({ local, trino }: FunctionEntry['engines']): string | undefined {
  if (local && trino) return undefined;
  if (local) return '⚠ Trino has no such function.';
  return trino ? '⚠ Not on the opened log: SLS and Trino have it.' : '⚠ SLS alone has it: not on the opened log.';
}
