/** What is known of an opened log as a whole. */
export interface LogFacts {
  /** Unix milliseconds of the first and last event. */
  readonly from: number | null;
  readonly to: number | null;
  /** Some lines are no events. */
  readonly hasDamage: boolean;
}
