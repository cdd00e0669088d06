import { type Range, RequestType } from 'vscode-languageserver';
import { type ApiTable, apiTable } from '../kubernetes/api-resources.ts';
import { formatKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import type { TextRange } from '../lint/finding.ts';
import { type RecordedShape, recordedShapes } from '../policy/analysis/recorded-shape.ts';
import { ruleScope } from '../policy/explain/rule-scope.ts';
import { levelMatrix, MATRIX_VERBS, type MatrixCell } from '../policy/level-matrix.ts';
import { PATH_VERBS, pathMatrix } from '../policy/path-matrix.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { type PolicySpec, policySpec } from '../policy/policy-spec.ts';
import { firstLine } from '../policy/validate-rule.ts';
import type {
  MatrixBlockView,
  MatrixCellView,
  MatrixInput,
  MatrixParams,
  MatrixResult,
  MatrixRowView,
  MatrixRuleView,
} from '../protocol/matrix-view.ts';
import { policiesOf } from './asked-policy.ts';
import type { FeatureContext } from './feature-context.ts';

const matrixRequest = new RequestType<MatrixParams, MatrixResult, void>('auditscope/matrix');

/** The request `auditscope/matrix`: the level of every resource and verb, and of every path, for one user and namespace. */
export function registerMatrix(context: FeatureContext): void {
  context.connection.onRequest(matrixRequest, ({ uri, policy: name, ...input }) => {
    const found = policiesOf(context, { uri });
    const asked = found.find(p => p.checked.part.name === name) ?? found[0];
    if (!asked)
      return { kind: 'no-policy', message: 'This document is not an audit policy: it needs apiVersion audit.k8s.io/v1 and kind Policy.' };
    const { policy, findings } = asked.checked;
    const refused = findings.filter(f => f.code.startsWith('refused'));
    if (refused.length > 0)
      return { kind: 'refused', problems: refused.map(f => ({ message: f.message, place: asked.range(f.range).start })) };
    const { kubernetes } = context.settings(uri);
    const spec = policySpec(policy);
    return {
      kind: 'matrix',
      blocks: matrixBlocks(spec, apiTable(kubernetes), input),
      rules: rulesOf(policy, spec, asked.range),
      kubernetesVersion: formatKubernetesVersion(kubernetes),
    };
  });
}

function rulesOf(policy: PolicyDocument, spec: PolicySpec, range: (inner: TextRange) => Range): MatrixRuleView[] {
  return policy.rules.map(({ body, offset }, i) => {
    const { start, end } = body.node.range;
    const lines = range({ start: start + offset, end: Math.max(start, end - 1) + offset });
    const first = firstLine(body);
    return {
      level: spec.rules[i]!.level,
      scope: ruleScope(spec.rules[i]!, i),
      place: range({ start: first.start + offset, end: first.end + offset }).start,
      lines: [lines.start.line, lines.end.line],
    };
  });
}

/** Resources by API group, the core group first, then the paths. */
export function matrixBlocks(spec: PolicySpec, api: ApiTable, { user, groups, namespace }: MatrixInput): MatrixBlockView[] {
  const shapes = recordedShapes(spec);
  const who = user === null ? null : { name: user, groups };
  const byGroup = new Map<string, MatrixRowView[]>();
  for (const { apiGroup, resource, subresource, custom, cells } of levelMatrix(spec, api, { user: who, namespace })) {
    const row = { name: subresource === '' ? resource : `${resource}/${subresource}`, custom, cells: viewsOf(cells, MATRIX_VERBS, shapes) };
    byGroup.set(apiGroup, [...(byGroup.get(apiGroup) ?? []), row]);
  }
  const paths = pathMatrix(spec, who).map(({ path, cells }) => ({ name: path, custom: false, cells: viewsOf(cells, PATH_VERBS, shapes) }));
  return [...[...byGroup].map(([group, rows]) => block('resources', group, MATRIX_VERBS, rows)), block('paths', '', PATH_VERBS, paths)];
}

const block = (
  kind: MatrixBlockView['kind'],
  group: string,
  verbs: readonly string[],
  rows: readonly MatrixRowView[],
): MatrixBlockView => ({
  kind,
  group,
  verbs,
  usual: usualLevel(rows),
  rows,
});

function viewsOf(cells: readonly MatrixCell[], verbs: readonly string[], shapes: readonly RecordedShape[]): (MatrixCellView | null)[] {
  const recorded = (rule: number | null) => (rule === null ? 'None' : shapes[rule]!.level);
  return verbs.map(verb => {
    const cell = cells.find(c => c.verb === verb);
    if (!cell) return null;
    const byName = cell.byName.map(({ name, rule }) => ({ name, level: recorded(rule), rule }));
    return { level: recorded(cell.rule), rule: cell.rule, byName };
  });
}

/** The level most cells have; of equals the one that comes first. */
function usualLevel(rows: readonly MatrixRowView[]): string {
  const counts = new Map<string, number>();
  for (const cell of rows.flatMap(r => r.cells)) if (cell) counts.set(cell.level, (counts.get(cell.level) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'None';
}
