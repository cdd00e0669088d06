import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../lint/finding.ts';
import type { FeatureSettings } from '../policy/features/feature-settings.ts';
import type { FeatureContext } from './feature-context.ts';
import { type CheckedPolicy, inDocument } from './policy-documents.ts';
import { toRange } from './to-lsp.ts';

/** What features are told beside a policy. */
export const featureSettings = ({ settings }: FeatureContext, document: TextDocument, { part }: CheckedPolicy): FeatureSettings => ({
  kubernetes: settings(document.uri).kubernetes,
  partlyUnknown: part.templates.length > 0,
});

/** The policy a request of the editor is about, and where in it. */
export interface AskedPolicy {
  readonly document: TextDocument;
  readonly checked: CheckedPolicy;
  /** In the policy's own text. */
  readonly offset: number;
  /** A range of the policy as the editor counts. */
  readonly range: (range: TextRange) => Range;
}

/** The policy at a position of an open document; undefined where there is none. */
export function policyAt(
  { documents, policies }: FeatureContext,
  { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position },
): AskedPolicy | undefined {
  const document = documents.get(textDocument.uri);
  const found = document && policies.at(document, document.offsetAt(position));
  return document && found && { document, ...found, range: range => toRange(document, inDocument(found.checked, range)) };
}

/** Every policy of an open document, with the ranges it has there. */
export function policiesOf(
  { documents, policies }: FeatureContext,
  { uri }: { readonly uri: string },
): readonly Omit<AskedPolicy, 'offset'>[] {
  const document = documents.get(uri);
  if (!document) return [];
  return policies.all(document).map(checked => ({ document, checked, range: range => toRange(document, inDocument(checked, range)) }));
}
