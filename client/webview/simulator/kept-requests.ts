import type { PinnedRequest, SimulatorInput, SimulatorKept } from '../../../server/protocol/simulator-view.ts';

const LONGEST_HISTORY = 30;

export const isSameInput = (a: SimulatorInput, b: SimulatorInput): boolean =>
  a.request === b.request && a.user === b.user && a.groups.join() === b.groups.join();

/** The history with an input as its latest; `typed` is what the same typing left there before, which it takes the place of. */
export function remembered(kept: SimulatorKept, input: SimulatorInput, typed: SimulatorInput | undefined): SimulatorKept {
  const others = kept.history.filter(earlier => !isSameInput(earlier, input) && !(typed && isSameInput(earlier, typed)));
  return { ...kept, history: [input, ...others].slice(0, LONGEST_HISTORY) };
}

/** The pin of an input for a policy, where there is one. */
export const pinOf = (kept: SimulatorKept, policy: string, input: SimulatorInput): PinnedRequest | undefined =>
  kept.pins.find(pin => pin.policy === policy && isSameInput(pin.input, input));

/** The pins of a policy, in the order they were made. */
export const pinsOf = (kept: SimulatorKept, policy: string): readonly PinnedRequest[] => kept.pins.filter(pin => pin.policy === policy);

export const withPin = (kept: SimulatorKept, pin: PinnedRequest): SimulatorKept => ({ ...kept, pins: [...kept.pins, pin] });

export const withoutPin = (kept: SimulatorKept, pin: PinnedRequest): SimulatorKept => ({
  ...kept,
  pins: kept.pins.filter(other => other !== pin),
});

/** The pins with the levels of one taken as they are now. */
export const withLevels = (kept: SimulatorKept, pin: PinnedRequest, levels: readonly string[]): SimulatorKept => ({
  ...kept,
  pins: kept.pins.map(other => (other === pin ? { ...pin, levels } : other)),
});

/** Whether a request has other levels now than when it was pinned. */
export const hasChanged = (pin: PinnedRequest, levels: readonly string[] | undefined): boolean =>
  levels !== undefined && levels.join() !== pin.levels.join();
