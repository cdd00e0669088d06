import { setImmediate } from 'node:timers/promises';
import { RequestType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { apiTable } from '../kubernetes/api-resources.ts';
import { formatKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import { comparePolicies } from '../policy/analysis/comparison.ts';
import type { RecordedShape } from '../policy/analysis/recorded-shape.ts';
import type { Steps } from '../policy/analysis/run-steps.ts';
import { changesMarkdown } from '../policy/changes-markdown.ts';
import { requestTitle, userWords } from '../policy/describe-simulation.ts';
import { policySpec } from '../policy/policy-spec.ts';
import { changeCounts, type ToldChange, toldChanges } from '../policy/told-changes.ts';
import { firstLine } from '../policy/validate-rule.ts';
import type { ChangeView, CompareParams, CompareResult, CompareSide, RuleLink, SideName } from '../protocol/compare-view.ts';
import type { FeatureContext } from './feature-context.ts';
import { type CheckedPolicy, inDocument } from './policy-documents.ts';
import { toRange } from './to-lsp.ts';

const compareRequest = new RequestType<CompareParams, CompareResult, void>('auditscope/compare');

/** Milliseconds of one slice: what another request may have to wait for. */
const SLICE = 4;

/** One of the two policies with the document it was read from. */
interface ReadSide {
  readonly document: TextDocument;
  readonly checked: CheckedPolicy;
}

/**
 * The request `auditscope/compare`: what two policies record differently. Runs in slices, so that everything else is
 * answered in between; the sides come as texts, since one of them may be what git keeps.
 */
export function registerCompare(context: FeatureContext): void {
  const newest = new Map<string, object>();
  context.connection.onRequest(compareRequest, async params => {
    const run = {};
    newest.set(params.view, run);
    const isOld = () => newest.get(params.view) !== run;
    // edits that already wait in the pipe come first
    await setImmediate();
    if (isOld()) return { kind: 'superseded' };
    const result = await compare(context, params, isOld);
    if (!isOld()) newest.delete(params.view);
    return result;
  });
}

async function compare(context: FeatureContext, params: CompareParams, isOld: () => boolean): Promise<CompareResult> {
  const after = readSide(context, params.after, `${params.view}/after`);
  if (!after) return { kind: 'no-policy', side: 'after' };
  // the other policy of a file with several is the one of the same name
  const before = readSide(context, { ...params.before, policy: params.before.policy || after.checked.part.name }, `${params.view}/before`);
  if (!before) return { kind: 'no-policy', side: 'before' };
  const refused = refusal('before', before) ?? refusal('after', after);
  if (refused) return refused;
  const [old, now] = [policySpec(before.checked.policy), policySpec(after.checked.policy)];
  const { kubernetes } = context.settings(params.after.uri ?? '');
  const compared = await inSlices(comparePolicies(old, now, apiTable(kubernetes)), isOld);
  if (compared === undefined) return { kind: 'superseded' };
  if ('stopped' in compared) return { kind: 'stopped', message: compared.stopped };
  const groups = toldChanges(compared, old, now);
  return {
    kind: 'compared',
    groups: groups.map(g => ({ ...g, changes: g.changes.map(change => changeView(change, before, after)) })),
    counts: changeCounts(groups),
    markdown: changesMarkdown(groups, params.before.name, params.after.name),
    kubernetesVersion: formatKubernetesVersion(kubernetes),
  };
}

/** The policy of a text: of several, the one of the given name, else the first. */
function readSide({ policies }: FeatureContext, { text, policy: name }: CompareSide, uri: string): ReadSide | undefined {
  const document = TextDocument.create(`compare:${uri}`, 'yaml', 0, text);
  const all = policies.all(document);
  policies.forget(document.uri);
  const checked = all.find(p => p.part.name === name) ?? all[0];
  return checked && { document, checked };
}

function refusal(side: SideName, { document, checked }: ReadSide): CompareResult | undefined {
  const refused = checked.findings.filter(f => f.code.startsWith('refused'));
  if (refused.length === 0) return undefined;
  const place = (range: (typeof refused)[number]['range']) => toRange(document, inDocument(checked, range)).start;
  return { kind: 'refused', side, problems: refused.map(f => ({ message: f.message, place: place(f.range) })) };
}

/** Undefined where it was stopped on the way. */
async function inSlices<Result>(steps: Steps<Result>, isOld: () => boolean): Promise<Result | undefined> {
  let end = performance.now() + SLICE;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < end) continue;
    await setImmediate();
    if (isOld()) return undefined;
    end = performance.now() + SLICE;
  }
}

function changeView(change: ToldChange, before: ReadSide, after: ReadSide): ChangeView {
  const { sentence, parts, more, from, to, rules, witness } = change;
  const { user, ...attributes } = witness;
  const recorded = ({ level, stages }: RecordedShape) => ({ level, stages });
  return {
    sentence,
    change: change.change,
    parts,
    more,
    from: recorded(from),
    to: recorded(to),
    rules: { before: ruleLink(before, rules.old), after: ruleLink(after, rules.new) },
    witness: { title: requestTitle(witness), by: userWords(user), attributes, user: user?.name ?? null, groups: user?.groups ?? [] },
  };
}

function ruleLink({ document, checked }: ReadSide, rule: number | null): RuleLink | null {
  if (rule === null) return null;
  const { body, offset } = checked.policy.rules[rule]!;
  const { start, end } = firstLine(body);
  return { rule, place: toRange(document, inDocument(checked, { start: start + offset, end: end + offset })).start };
}
