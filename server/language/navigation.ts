import { type DocumentHighlight, DocumentHighlightKind, type DocumentLink, type Location, type LocationLink } from 'vscode-languageserver';
import { definitionsAt } from '../policy/features/definition.ts';
import { documentLinks } from '../policy/features/document-links.ts';
import { referencesAt } from '../policy/features/references.ts';
import { featureSettings, policiesOf, policyAt } from './asked-policy.ts';
import type { FeatureContext } from './feature-context.ts';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Definition, references, highlights and links: ways from one place of a policy to others and to the pages of the rules. */
export function registerNavigation(context: FeatureContext): void {
  const { connection, rulePages } = context;

  connection.onDefinition((params): LocationLink[] => {
    const asked = policyAt(context, params);
    const found = asked && definitionsAt(asked.checked.policy, asked.offset, featureSettings(context, asked.document, asked.checked));
    if (!asked || !found) return [];
    return found.targets.map(target => {
      const range = target.kind === 'place' ? asked.range(target.range) : TOP;
      const targetUri = target.kind === 'place' ? asked.document.uri : rulePages(target.page);
      return { originSelectionRange: asked.range(found.origin), targetUri, targetRange: range, targetSelectionRange: range };
    });
  });

  connection.onReferences((params): Location[] => {
    const asked = policyAt(context, params);
    const found = asked && referencesAt(asked.checked.policy, asked.offset);
    return asked && found ? found.ranges.map(r => ({ uri: asked.document.uri, range: asked.range(r) })) : [];
  });

  connection.onDocumentHighlight((params): DocumentHighlight[] => {
    const asked = policyAt(context, params);
    const found = asked && referencesAt(asked.checked.policy, asked.offset);
    return asked && found ? found.ranges.map(r => ({ range: asked.range(r), kind: DocumentHighlightKind.Text })) : [];
  });

  connection.onDocumentLinks(({ textDocument }): DocumentLink[] =>
    policiesOf(context, textDocument).flatMap(({ checked, range }) =>
      documentLinks(checked.policy).map(link => ({
        range: range(link.range),
        tooltip: link.tooltip,
        target: 'url' in link ? link.url : rulePages(link.page),
      })),
    ),
  );
}
