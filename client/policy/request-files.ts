import * as vscode from 'vscode';
import { LEVELS } from '../../server/kubernetes/audit.ts';
import { type LensOutcome, requestLens } from '../../server/policy/features/request-lens.ts';
import { readRequestFile } from '../../server/policy/features/request-lines.ts';
import type { SimulateResult } from '../../server/protocol/language.ts';
import { seenLevel } from '../webview/simulator/seen-level.ts';
import { onlyPolicy } from './only-policy.ts';
import type { PolicyStatus } from './policy-status.ts';
import type { PolicySimulation } from './simulate-request.ts';

const LANGUAGE = 'audit-requests';

/** A lens above a request, which is asked when it comes into sight. */
class RequestLineLens extends vscode.CodeLens {
  readonly line: ReturnType<typeof readRequestFile>['lines'][number];
  readonly policy: vscode.Uri | undefined;

  constructor(range: vscode.Range, line: RequestLineLens['line'], policy: vscode.Uri | undefined) {
    super(range);
    this.line = line;
    this.policy = policy;
  }
}

/**
 * Files of requests (`*.audit-requests`): above each request stands what the policy does with it, asked anew at every edit of
 * the policy. A click opens it in the simulator.
 */
export function registerRequestFiles(simulation: PolicySimulation, status: PolicyStatus): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const policies = onlyPolicy(status);
  const provider: vscode.CodeLensProvider<RequestLineLens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      const { policy: named, lines } = readRequestFile(document.getText());
      if (lines.length === 0) return [];
      const policy = named ? vscode.Uri.joinPath(document.uri, '..', named.value) : await policies.find();
      return lines.map(line => {
        const range = new vscode.Range(document.positionAt(line.range.start), document.positionAt(line.range.end));
        return new RequestLineLens(range, line, policy);
      });
    },
    async resolveCodeLens(lens) {
      const { line, policy } = lens;
      const input = { request: line.request, user: line.user?.name ?? null, groups: line.user?.groups ?? [] };
      const outcome = policy ? outcomeOf(await simulation.answer(input, policy)) : { error: NO_POLICY };
      const { title } = requestLens(line, outcome);
      const tooltip = policy ? `By ${vscode.workspace.asRelativePath(policy)}. Click to simulate.` : NO_POLICY;
      lens.command = { command: 'auditscope.simulateRequest', title, tooltip, arguments: [{ ...input, policy: policy?.toString() }] };
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    policies,
    vscode.languages.registerCodeLensProvider([{ language: LANGUAGE }], provider),
    // of a policy that is edited, the requests are asked again
    status.onDidChange(state => state.kind === 'policy' && changed.fire()),
    // VS Code drops what it was about to ask for an editor that loses the focus to a panel
    vscode.window.onDidChangeActiveTextEditor(active => active || changed.fire()),
  );
}

const NO_POLICY = 'which policy is meant is not clear; name it at the top: policy: PATH';

function outcomeOf(result: SimulateResult): Parameters<typeof requestLens>[1] {
  switch (result.kind) {
    case 'simulated':
      return result.simulations.map(
        (simulation): LensOutcome => ({
          title: simulation.title,
          level: LEVELS.find(level => level === seenLevel(simulation)) ?? 'None',
          rule: simulation.rule,
          attributes: simulation.attributes,
          ...(simulation.unusual && { unusual: true }),
        }),
      );
    case 'refused':
      return { error: 'kube-apiserver would not load the policy' };
    default:
      return { error: result.message };
  }
}
