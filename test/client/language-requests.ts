import type { Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FeatureContext } from '../../server/language/feature-context.ts';
import { policyDocuments } from '../../server/language/policy-documents.ts';
import { queryDocuments } from '../../server/language/query-documents.ts';
import { readSettings } from '../../server/language/settings.ts';
import { createPolicyChecker } from '../../server/policy/check-policy.ts';

type Handler = (params: unknown, token: { readonly isCancellationRequested: boolean }) => unknown;

/** Requests of the language server answered without a process between: `register` as the server does, then ask. */
export class LanguageRequests {
  private readonly handlers = new Map<string, Handler>();
  private readonly open = new Map<string, TextDocument>();

  constructor(...features: readonly ((context: FeatureContext) => unknown)[]) {
    const settings = readSettings(undefined);
    const checker = createPolicyChecker(settings);
    const connection = { onRequest: ({ method }: { method: string }, handler: Handler) => this.handlers.set(method, handler) };
    const context: FeatureContext = {
      connection: connection as unknown as Connection,
      documents: { get: (uri: string) => this.open.get(uri) } as unknown as TextDocuments<TextDocument>,
      policies: policyDocuments(() => checker),
      queries: queryDocuments(() => () => []),
      settings: () => settings,
      client: () => ({}),
      rulePages: (page: string) => page,
    };
    for (const register of features) register(context);
  }

  /** Opens a document, or gives it another text. */
  write(uri: string, text: string): void {
    this.open.set(uri, TextDocument.create(uri, 'yaml', (this.open.get(uri)?.version ?? 0) + 1, text));
  }

  textOf(uri: string): string {
    return this.open.get(uri)?.getText() ?? '';
  }

  async ask<T>(method: string, params: unknown): Promise<T> {
    return (await this.handlers.get(method)!(params, { isCancellationRequested: false })) as T;
  }
}
