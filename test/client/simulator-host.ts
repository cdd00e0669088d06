import { readFileSync } from 'node:fs';
import type { Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { policyDocuments } from '../../server/language/policy-documents.ts';
import { readSettings } from '../../server/language/settings.ts';
import { registerSimulation } from '../../server/language/simulation.ts';
import { createPolicyChecker } from '../../server/policy/check-policy.ts';
import type { KnownValues, SimulateParams, SimulateResult } from '../../server/protocol/language.ts';
import type { SimulatorHostMessage, SimulatorMessage } from '../../server/protocol/simulator-view.ts';

const URI = 'file:///audit-policy.yaml';

export const GUIDE_POLICY = readFileSync(new URL('../server/policy/fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');

type Handler = (params: unknown) => unknown;

/** The language server's simulation behind the view, without a process between them. */
export class SimulatorHost {
  /** What the view asked besides simulations. */
  readonly asked: SimulatorMessage[] = [];
  private document: TextDocument;
  private readonly handlers = new Map<string, Handler>();

  constructor(policy: string) {
    this.document = TextDocument.create(URI, 'yaml', 1, policy);
    const settings = readSettings(undefined);
    const checker = createPolicyChecker(settings);
    const connection = { onRequest: ({ method }: { method: string }, handler: Handler) => this.handlers.set(method, handler) };
    const documents = { get: (uri: string) => (uri === URI ? this.document : undefined) };
    registerSimulation({
      connection: connection as unknown as Connection,
      documents: documents as unknown as TextDocuments<TextDocument>,
      policies: policyDocuments(checked => checker.check(checked)),
      settings: () => settings,
      client: () => ({}),
    });
  }

  /** What the editor answers to a message of the view. */
  answer(message: SimulatorMessage): readonly SimulatorHostMessage[] {
    if (message.kind === 'ready')
      return [
        { kind: 'policy', uri: URI, name: 'audit-policy.yaml', known: this.request<KnownValues>('auditscope/knownValues', { uri: URI }) },
      ];
    if (message.kind === 'simulate') {
      const params: SimulateParams = { uri: URI, ...message.input, files: {} };
      return [{ kind: 'result', id: message.id, result: this.request<SimulateResult>('auditscope/simulate', params) }];
    }
    this.asked.push(message);
    return [];
  }

  edit(policy: string): SimulatorHostMessage {
    this.document = TextDocument.create(URI, 'yaml', this.document.version + 1, policy);
    return { kind: 'changed' };
  }

  private request<T>(method: string, params: unknown): T {
    return this.handlers.get(method)!(params) as T;
  }
}
