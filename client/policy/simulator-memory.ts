import type * as vscode from 'vscode';
import type { PinnedRequest, SimulatorInput, SimulatorKept } from '../../server/protocol/simulator-view.ts';

const KEY = 'auditscope.simulator';

/** What the workspace keeps of a user's work with the simulator, over restarts. */
export interface SimulatorMemoryStore {
  read(): SimulatorKept;
  write(kept: SimulatorKept): void;
}

export const simulatorMemory = (state: vscode.Memento): SimulatorMemoryStore => ({
  read: () => keptIn(state.get<unknown>(KEY)),
  write: kept => void state.update(KEY, keptIn(kept)),
});

/** The kept requests in a value that another version of the extension may have written. */
function keptIn(value: unknown): SimulatorKept {
  const { history, pins } = isObject(value) ? value : {};
  return { history: listOf(history).filter(isSimulatorInput), pins: listOf(pins).filter(isPin) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string');

/** Whether a value from outside is an input of the simulator. */
export const isSimulatorInput = (value: unknown): value is SimulatorInput =>
  isObject(value) &&
  typeof value['request'] === 'string' &&
  (value['user'] === null || typeof value['user'] === 'string') &&
  isTexts(value['groups']);

const isPin = (value: unknown): value is PinnedRequest =>
  isObject(value) && typeof value['policy'] === 'string' && isTexts(value['levels']) && isSimulatorInput(value['input']);
