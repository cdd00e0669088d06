import * as vscode from 'vscode';
import { formatKubernetesVersion, KUBERNETES_MINORS } from '../../server/kubernetes/kubernetes-version.ts';
import type { DocumentState } from '../../server/protocol/language.ts';
import type { PolicyLanguageClient } from './language-client.ts';

/** What the server said of the open documents, and where the user sees it. */
export interface PolicyStatus extends vscode.Disposable {
  stateOf(uri: vscode.Uri): DocumentState | undefined;
  readonly onDidChange: vscode.Event<DocumentState>;
}

/**
 * The language status item of a policy (rules, problems, Kubernetes version), the command that chooses the version, and the
 * context key `auditscope.isPolicy` for menus.
 */
export function policyStatus(client: PolicyLanguageClient): PolicyStatus {
  const states = new Map<string, DocumentState>();
  const changed = new vscode.EventEmitter<DocumentState>();
  const item = vscode.languages.createLanguageStatusItem('auditscope.policy', [{ language: 'yaml' }, { language: 'json' }]);
  item.name = 'Auditscope';
  item.command = {
    command: 'auditscope.selectKubernetesVersion',
    title: 'Change',
    tooltip: 'Select the Kubernetes version the policy is checked for',
  };

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const state = uri && states.get(uri.toString());
    const isPolicy = state?.kind === 'policy';
    void vscode.commands.executeCommand('setContext', 'auditscope.isPolicy', isPolicy);
    // without a policy the item would only take room: an empty selector hides it
    item.selector = isPolicy ? [{ language: 'yaml' }, { language: 'json' }] : [];
    if (!state || !isPolicy) return;
    item.text = `Kubernetes ${state.kubernetesVersion}`;
    item.detail = `audit policy, ${count(state.rules, 'rule')}, ${state.refused ? 'refused by kube-apiserver' : count(state.problems, 'problem')}`;
    item.severity = state.refused ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  };
  show();
  const subscriptions = vscode.Disposable.from(
    item,
    changed,
    client.onDocumentState(state => {
      states.set(state.uri, state);
      changed.fire(state);
      show();
    }),
    vscode.workspace.onDidCloseTextDocument(document => states.delete(document.uri.toString())),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.commands.registerCommand('auditscope.selectKubernetesVersion', selectKubernetesVersion),
  );
  return { stateOf: uri => states.get(uri.toString()), onDidChange: changed.event, dispose: () => subscriptions.dispose() };
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

async function selectKubernetesVersion(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('auditscope');
  const current = configuration.get<string>('kubernetesVersion') ?? '';
  const versions = KUBERNETES_MINORS.map(formatKubernetesVersion);
  const items = [
    { label: 'Newest', description: versions[0]!, value: '' },
    ...versions.map(v => ({ label: v, description: '', value: v })),
  ];
  const picked = await vscode.window.showQuickPick(
    items.map(i => ({ ...i, picked: i.value === current })),
    { title: 'Kubernetes version of the API server', placeHolder: 'Policies are checked for this version' },
  );
  if (!picked) return;
  const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update('kubernetesVersion', picked.value, target);
}
