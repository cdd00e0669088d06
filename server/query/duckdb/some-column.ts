import type { Expression } from '../syntax/tree.ts';
import { isInside } from './contains.ts';
import { type Emission, emitExpression } from './emission.ts';

/** SQL of some column in an expression, or of what it names by an alias. */
export function someColumn(e: Emission, { range }: Expression): string | undefined {
  for (const [reference, { kind }] of e.analysed.resolutions) {
    if ((kind === 'column' || kind === 'alias') && isInside(reference.range, range)) return emitExpression(e, reference);
  }
  return undefined;
}
