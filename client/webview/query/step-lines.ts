import type { QueryStep } from '../../../server/protocol/query.ts';

/** A step of an explained query as a line of a tree. */
export interface StepLine {
  readonly step: QueryStep;
  readonly depth: number;
  /** Places from the top: `0.2.1`. */
  readonly path: string;
  /** Place among its siblings from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
}

export const stepLines = (steps: readonly QueryStep[], depth = 0, above = ''): readonly StepLine[] =>
  steps.flatMap((step, i) => {
    const path = above === '' ? String(i) : `${above}.${i}`;
    return [{ step, depth, path, position: i + 1, siblings: steps.length }, ...stepLines(step.children, depth + 1, path)];
  });
