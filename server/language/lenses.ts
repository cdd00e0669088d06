import { type CodeLens, CodeLensRefreshRequest, type InlayHint, MarkupKind, RequestType } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { offsetInPolicy } from '../policy/embedded/place-in-file.ts';
import { unmasked } from '../policy/embedded/template-mask.ts';
import { explainAt } from '../policy/features/explain.ts';
import { inlayHints } from '../policy/features/inlay-hints.ts';
import { requestLenses } from '../policy/features/request-lenses.ts';
import { lensOf, type RuleLens, ruleLenses } from '../policy/features/rule-lenses.ts';
import type { ExplainRuleParams, ExplainRuleResult } from '../protocol/language.ts';
import { queryLenses } from '../query/features/query-lenses.ts';
import { featureSettings, policiesOf, policyAt } from './asked-policy.ts';
import { type AskedQuery, queryOf } from './asked-query.ts';
import type { FeatureContext } from './feature-context.ts';
import type { CheckedPolicy } from './policy-documents.ts';

const explainRequest = new RequestType<ExplainRuleParams, ExplainRuleResult | null, void>('auditscope/explainRule');

/** What a lens remembers until it comes into view. */
interface LensData extends Omit<RuleLens, 'range'> {
  readonly uri: string;
  /** Which of the policies in the document. */
  readonly policy: string;
}

export interface Lenses {
  /** Has lenses and hints drawn anew, where the client can. */
  refresh(): void;
}

/** Lenses above rules, above requests in comments and above queries, hints behind rules, and the explanation of the rule at a place. */
export function registerLenses(context: FeatureContext): Lenses {
  const { connection, documents, policies, settings, client } = context;

  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    if (!settings(textDocument.uri).codeLens) return [];
    const query = queryOf(context, textDocument);
    if (query) return lensesOfQuery(query);
    return policiesOf(context, textDocument).flatMap(({ document, checked, range }) => [
      ...ruleLenses(checked.policy).map(lens => {
        const data: LensData = { uri: document.uri, policy: checked.part.name, rule: lens.rule, what: lens.what };
        return { range: range(lens.range), data };
      }),
      ...requestsIn(document, checked, context).map(({ range: place, title, input }) => ({
        range: range(place),
        command: { title, command: 'auditscope.simulateRequest', arguments: [{ ...input, policy: addressOf(document, checked) }] },
      })),
    ]);
  });

  connection.onCodeLensResolve(lens => {
    const data = lens.data as LensData;
    const document = documents.get(data.uri);
    const checked = document && policies.all(document).find(p => p.part.name === data.policy);
    const text = checked && lensOf(checked.policy, data, featureSettings(context, document, checked));
    if (!document || !checked || !text) return { ...lens, command: { title: '', command: '' } };
    const title = unmasked(text.title);
    return {
      ...lens,
      command:
        data.what === 'effect'
          ? { title, command: 'auditscope.explainRule', arguments: [{ uri: data.uri, position: lens.range.start }] }
          : {
              title,
              command: 'auditscope.simulateRequest',
              arguments: text.request ? [{ ...text.request, policy: addressOf(document, checked) }] : [],
            },
    };
  });

  connection.languages.inlayHint.on(({ textDocument, range: wanted }): InlayHint[] => {
    if (!settings(textDocument.uri).inlayHints) return [];
    return policiesOf(context, textDocument).flatMap(({ document, checked, range }) => {
      const inner = innerRange(checked, document.offsetAt(wanted.start), document.offsetAt(wanted.end));
      return inlayHints(checked.policy, inner, featureSettings(context, document, checked)).map(({ offset, text, tooltip }) => ({
        position: range({ start: offset, end: offset }).start,
        label: unmasked(text),
        tooltip: { kind: MarkupKind.Markdown, value: unmasked(tooltip) },
        paddingLeft: true,
      }));
    });
  });

  connection.onRequest(explainRequest, ({ uri, position }) => {
    const asked = policyAt(context, { textDocument: { uri }, position });
    const found = asked && explainAt(asked.checked.policy, asked.offset, featureSettings(context, asked.document, asked.checked));
    return found ? { title: found.title, text: unmasked(found.text) } : null;
  });

  return {
    refresh() {
      const { codeLens, inlayHint } = client().workspace ?? {};
      if (codeLens?.refreshSupport) connection.sendRequest(CodeLensRefreshRequest.type).catch(asksByItself);
      if (inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(asksByItself);
    },
  };
}

function lensesOfQuery({ document, checked, range }: AskedQuery): CodeLens[] {
  return queryLenses(checked.analysed.query).map(({ title, command, range: query }) => {
    const place = range(query);
    return { range: { start: place.start, end: place.start }, command: { title, command, arguments: [document.uri, place] } };
  });
}

/** A client that is not ready to be asked has nothing on screen yet either. */
const asksByItself = (): void => undefined;

/** Nothing is told of requests where the server would not load the policy, or where parts of it are unknown. */
function requestsIn(document: TextDocument, { part, policy, findings }: CheckedPolicy, { settings }: FeatureContext) {
  if (part.templates.length > 0 || findings.some(f => f.code.startsWith('refused'))) return [];
  return requestLenses(policy, settings(document.uri));
}

/** The policy as the simulator takes it: the file, with the name of an embedded policy as fragment. */
const addressOf = ({ uri }: TextDocument, { part }: CheckedPolicy): string =>
  part.name === '' ? uri : `${uri}#${encodeURIComponent(part.name)}`;

/** The part of a range of the file that lies in the policy; all of it where an end lies outside. */
function innerRange({ part }: CheckedPolicy, start: number, end: number): { readonly start: number; readonly end: number } {
  return { start: offsetInPolicy(part, start) ?? 0, end: offsetInPolicy(part, end) ?? part.text.length };
}
