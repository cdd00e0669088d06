import type { ClientCapabilities, Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { PolicyDocuments } from './policy-documents.ts';
import type { QueryDocuments } from './query-documents.ts';
import type { ServerSettings } from './settings.ts';

/** What a registered feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly policies: PolicyDocuments;
  readonly queries: QueryDocuments;
  /** Those that hold for a document. */
  readonly settings: (uri: string) => ServerSettings;
  /** What the editor can show. */
  readonly client: () => ClientCapabilities;
  /** The address of a page about a lint rule, by its file name. */
  readonly rulePages: (page: string) => string;
}
