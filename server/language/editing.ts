import { type CodeAction, CodeActionKind, type CompletionItem, type CompletionList, MarkupKind, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { safeFixes } from '../lint/apply-fixes.ts';
import { completionInFile } from '../policy/embedded/completion-in-file.ts';
import { editsInFile, findingInFile, fixesInFile, offsetInPolicy } from '../policy/embedded/place-in-file.ts';
import { unmasked } from '../policy/embedded/template-mask.ts';
import { completionsAt } from '../policy/features/completion.ts';
import { hoverAt } from '../policy/features/hover.ts';
import { ruleActions } from '../policy/features/rule-actions.ts';
import { featureSettings, policyAt } from './asked-policy.ts';
import { queryAt, queryOf } from './asked-query.ts';
import type { FeatureContext } from './feature-context.ts';
import {
  isSignatureDue,
  queryActions,
  queryCompletions,
  queryHover,
  querySignatureHelp,
  resolvedCompletion,
  takenCompletions,
} from './query-editing.ts';
import { toCompletionItem } from './to-completion-item.ts';
import { toDiagnostic, toQuickFixes, toTextEdits } from './to-lsp.ts';

const FIX_ALL = 'source.fixAll.auditscope';

/** Hover, completion, signature help and code actions: each asks its feature and turns offsets into positions. */
export function registerEditing(context: FeatureContext): void {
  const { connection, documents, queries, client } = context;

  connection.onHover(params => {
    const query = queryAt(context, params);
    if (query) return queryHover(query);
    const asked = policyAt(context, params);
    const hover = asked && hoverAt(asked.checked.policy, asked.offset, featureSettings(context, asked.document, asked.checked));
    return hover ? { contents: { kind: MarkupKind.Markdown, value: unmasked(hover.markdown) }, range: asked.range(hover.range) } : null;
  });

  connection.onCompletion((params): CompletionItem[] | CompletionList => {
    const taken = takenCompletions(client());
    const query = queryAt(context, params);
    if (query) return isSignatureDue(query, params.context?.triggerCharacter) ? [] : queryCompletions(query, taken);
    // these trigger completion for queries; in a policy they are a text like any other
    if ('.(|%'.includes(params.context?.triggerCharacter ?? ' ')) return [];
    const asked = policyAt(context, params);
    if (!asked) return [];
    const { document, checked, offset } = asked;
    const file = document.getText();
    return completionsAt(checked.policy, offset, featureSettings(context, document, checked)).flatMap(item => {
      const placed = completionInFile(file, checked.part, item);
      return placed ? [toCompletionItem(document, placed, taken.snippets)] : [];
    });
  });

  connection.onCompletionResolve(item => resolvedCompletion(item, queries.schema()));

  connection.onSignatureHelp(params => {
    const query = queryAt(context, params);
    return query ? querySignatureHelp(query) : null;
  });

  connection.onCodeAction(({ textDocument, range, context: { only } }): CodeAction[] => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const wants = (kind: string) => !only || only.some(o => kind === o || kind.startsWith(`${o}.`));
    return [
      ...(wants(CodeActionKind.QuickFix) ? [...quickFixes(context, document, range), ...queryFixes(context, document, range)] : []),
      ...actionsOnRules(context, document, range).filter(({ kind = '' }) => wants(kind)),
      ...(only && wants(FIX_ALL) ? fixAll(context, document) : []),
    ];
  });
}

function quickFixes({ policies, rulePages }: FeatureContext, document: TextDocument, range: Range): CodeAction[] {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return policies.all(document).flatMap(({ part, findings }) =>
    findings.flatMap(finding => {
      if (!finding.fixes) return [];
      const placed = findingInFile(part, finding);
      if (placed.range.start > end || placed.range.end < start) return [];
      return toQuickFixes(document, toDiagnostic(document, placed, rulePages), fixesInFile(document.getText(), part, finding.fixes));
    }),
  );
}

function queryFixes(context: FeatureContext, { uri }: TextDocument, range: Range): CodeAction[] {
  const query = queryOf(context, { uri });
  return query ? queryActions(query, range, context.rulePages) : [];
}

/** What can be done with the rules at a range, and with what is found there, beside fixing it. */
function actionsOnRules(context: FeatureContext, document: TextDocument, range: Range): CodeAction[] {
  const text = document.getText();
  return context.policies.all(document).flatMap(checked => {
    const { part, policy, findings } = checked;
    const [start, end] = [range.start, range.end].map(p => offsetInPolicy(part, document.offsetAt(p)));
    if (start === undefined || end === undefined) return [];
    return ruleActions(policy, { start, end }, findings, featureSettings(context, document, checked)).flatMap(
      ({ title, kind, finding, edits }) => {
        const placed = editsInFile(text, part, edits);
        if (!placed) return [];
        const diagnostics = finding && [toDiagnostic(document, findingInFile(part, finding), context.rulePages)];
        const changes = { [document.uri]: toTextEdits(document, { title, safe: false, edits: placed }) };
        return [{ title, kind, ...(diagnostics && { diagnostics }), edit: { changes } }];
      },
    );
  });
}

/** One action for the safe fixes of all policies of the document, or of the query that it is. */
function fixAll({ policies, queries }: FeatureContext, document: TextDocument): CodeAction[] {
  const text = document.getText();
  const ofQuery = safeFixes(queries.get(document)?.findings() ?? []).flatMap(fix => fix.edits);
  const ofPolicies = policies.all(document).flatMap(({ part, findings }) => {
    const wanted = safeFixes(findings).filter(fix => editsInFile(text, part, fix.edits));
    return (
      editsInFile(
        text,
        part,
        wanted.flatMap(fix => fix.edits),
      ) ?? []
    );
  });
  const edits = [...ofQuery, ...ofPolicies];
  if (edits.length === 0) return [];
  const changes = { [document.uri]: toTextEdits(document, { title: '', safe: true, edits }) };
  return [
    { title: ofQuery.length > 0 ? 'Fix all safe query problems' : 'Fix all safe audit policy problems', kind: FIX_ALL, edit: { changes } },
  ];
}
