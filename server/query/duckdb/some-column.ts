import type { Expression } from '../syntax/tree.ts';
import { type Emission, emitExpression } from './emission.ts';

/** SQL of some column in an expression, or of what it names by an alias. */
export function someColumn(e: Emission, { range }: Expression): string | undefined {
  for (const [reference, { kind }] of e.analysed.resolutions) {
    const inside = reference.range.start >= range.start && reference.range.end <= range.end;
    if (inside && (kind === 'column' || kind === 'alias')) return emitExpression(e, reference);
  }
  return undefined;
}
