import { registerMatrix } from '../../server/language/matrix.ts';
import { registerSimulation } from '../../server/language/simulation.ts';
import type { KnownValues } from '../../server/protocol/language.ts';
import type { MatrixHostMessage, MatrixMessage, MatrixResult } from '../../server/protocol/matrix-view.ts';
import { LanguageRequests } from './language-requests.ts';

const URI = 'file:///audit-policy.yaml';

/** The language server's matrix behind the view. */
export class MatrixHost {
  /** What the view asked besides matrices. */
  readonly asked: MatrixMessage[] = [];
  private readonly server = new LanguageRequests(registerMatrix, registerSimulation);

  constructor(policy: string) {
    this.server.write(URI, policy);
  }

  async answer(message: MatrixMessage): Promise<readonly MatrixHostMessage[]> {
    if (message.kind === 'ready') {
      const known = await this.server.ask<KnownValues>('auditscope/knownValues', { uri: URI });
      return [{ kind: 'policy', uri: URI, name: 'audit-policy.yaml', known }];
    }
    if (message.kind === 'ask') {
      const result = await this.server.ask<MatrixResult>('auditscope/matrix', { uri: URI, policy: '', ...message.input });
      return [{ kind: 'result', id: message.id, result }];
    }
    this.asked.push(message);
    return [];
  }

  edit(policy: string): MatrixHostMessage {
    this.server.write(URI, policy);
    return { kind: 'changed' };
  }
}
