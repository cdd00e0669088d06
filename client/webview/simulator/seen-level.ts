import type { SimulateResult } from '../../../server/protocol/language.ts';
import type { SimulationView } from '../../../server/protocol/simulation.ts';

/** The level that is seen in the log: none where the policy omits every stage. */
export const seenLevel = (simulation: SimulationView): string =>
  simulation.stages.some(stage => !stage.omitted) ? simulation.level : 'None';

/** The seen levels of all requests of an answer, or `undefined` where it is none. */
export const seenLevels = (result: SimulateResult | undefined): readonly string[] | undefined =>
  result?.kind === 'simulated' ? result.simulations.map(seenLevel) : undefined;
