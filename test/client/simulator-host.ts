import { readFileSync } from 'node:fs';
import { registerSimulation } from '../../server/language/simulation.ts';
import type { KnownValues, SimulateParams, SimulateResult } from '../../server/protocol/language.ts';
import type { SimulatorHostMessage, SimulatorKept, SimulatorMessage } from '../../server/protocol/simulator-view.ts';
import { LanguageRequests } from './language-requests.ts';

export const URI = 'file:///audit-policy.yaml';

export const GUIDE_POLICY = readFileSync(new URL('../server/policy/fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');

/** The language server's simulation behind the view, without a process between them. */
export class SimulatorHost {
  /** What the view asked besides simulations and what to keep. */
  readonly asked: SimulatorMessage[] = [];
  /** What the workspace keeps. */
  kept: SimulatorKept;
  private readonly language = new LanguageRequests(registerSimulation);

  constructor(policy: string, kept: SimulatorKept = { history: [], pins: [] }) {
    this.kept = kept;
    this.language.write(URI, policy);
  }

  /** What the editor answers to a message of the view. */
  async answer(message: SimulatorMessage): Promise<readonly SimulatorHostMessage[]> {
    switch (message.kind) {
      case 'ready': {
        const known = await this.language.ask<KnownValues>('auditscope/knownValues', { uri: URI });
        return [{ kind: 'policy', uri: URI, name: 'audit-policy.yaml', known, kept: this.kept }];
      }
      case 'simulate': {
        const params: SimulateParams = { uri: URI, ...message.input, files: {} };
        return [{ kind: 'result', id: message.id, result: await this.language.ask<SimulateResult>('auditscope/simulate', params) }];
      }
      case 'keep':
        this.kept = message.kept;
        return [];
      default:
        this.asked.push(message);
        return [];
    }
  }

  edit(policy: string): SimulatorHostMessage {
    this.language.write(URI, policy);
    return { kind: 'changed' };
  }
}
