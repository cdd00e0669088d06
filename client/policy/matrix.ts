import * as vscode from 'vscode';
import type {
  MatrixHostMessage,
  MatrixInput,
  MatrixMemory,
  MatrixMessage,
  MatrixParams,
  MatrixResult,
} from '../../server/protocol/matrix-view.ts';
import { showPage } from '../webview/webview-page.ts';
import { activePolicy, choosePart, choosePolicy, policyName } from './active-policy.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';
import { revealInPolicy } from './reveal-in-policy.ts';
import { policySimulation } from './simulate-request.ts';

const VIEW_TYPE = 'auditscope.matrix';

interface OpenMatrix {
  readonly panel: vscode.WebviewPanel;
  policy: vscode.Uri;
}

/**
 * The command "Show Level Matrix": a panel beside the policy with the level of every resource and verb, asked anew at
 * every edit and restored with the window. The rule under the cursor stands out. One panel serves the policy that the
 * command was last given for.
 */
export function registerMatrix(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  client: PolicyLanguageClient,
  status: PolicyStatus,
): vscode.Disposable {
  const simulation = policySimulation(client);
  let open: OpenMatrix | undefined;
  const send = (message: MatrixHostMessage) => void open?.panel.webview.postMessage(message);
  const isShown = (file: vscode.Uri) => open !== undefined && fileOf(open.policy).toString() === file.toString();

  /** Tells the view its policy; the view then asks. */
  const introduce = async () => {
    const shown = open;
    if (!shown) return;
    const known = await simulation.knownValues(shown.policy);
    send({ kind: 'policy', uri: shown.policy.toString(), name: policyName(shown.policy), known });
    const editor = vscode.window.visibleTextEditors.find(e => isShown(e.document.uri));
    send({ kind: 'cursor', line: editor?.selection.active.line ?? null });
  };

  const answer = async (input: MatrixInput, policy: vscode.Uri): Promise<MatrixResult> => {
    try {
      await client.start();
      const document = fileOf(policy);
      // the server answers only for documents that the editor has opened, and the editor closes those it does not show
      await vscode.workspace.openTextDocument(document);
      const params: MatrixParams = { uri: document.toString(), policy: policy.fragment, ...input };
      return await client.request<MatrixResult>('auditscope/matrix', params);
    } catch (error) {
      return { kind: 'no-answer', message: error instanceof Error ? error.message : String(error) };
    }
  };

  const receive = async (message: MatrixMessage) => {
    if (!open) return;
    switch (message.kind) {
      case 'ready':
        return introduce();
      case 'reveal':
        return revealInPolicy(fileOf(open.policy), new vscode.Position(Number(message.line), Number(message.character)));
      case 'select-version':
        return vscode.commands.executeCommand('auditscope.selectKubernetesVersion');
      case 'ask':
        return send({ kind: 'result', id: message.id, result: await answer(message.input, open.policy) });
    }
  };

  const fill = (panel: vscode.WebviewPanel, policy: vscode.Uri) => {
    open = { panel, policy };
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    showPage(panel, {
      extension: context.extensionUri,
      output,
      title: 'Level Matrix',
      icon: 'matrix',
      bundle: 'matrix',
      receive: message => receive(message as MatrixMessage),
    });
  };

  const show = async () => {
    const file = activePolicy(status) ?? open?.policy ?? (await choosePolicy('Audit policy to show', 'Show Matrix'));
    const policy = file && (await choosePart(status, file, 'Level matrix of which policy?'));
    if (!policy) return;
    if (!open) return fill(vscode.window.createWebviewPanel(VIEW_TYPE, 'Level Matrix', vscode.ViewColumn.Beside), policy);
    open.policy = policy;
    open.panel.reveal();
    await introduce();
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('auditscope.showMatrix', show),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: unknown) {
        const policy = isMemory(memory) ? vscode.Uri.parse(memory.policy) : activePolicy(status);
        if (policy && !open) fill(panel, policy);
        else panel.dispose();
      },
    }),
    status.onDidChange(state => {
      if (open && state.uri === fileOf(open.policy).toString()) send({ kind: 'changed' });
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (isShown(textEditor.document.uri)) send({ kind: 'cursor', line: selections[0]?.active.line ?? null });
    }),
    { dispose: () => open?.panel.dispose() },
  );
}

/** The document a policy is in; the fragment of its URI names an embedded one. */
const fileOf = (policy: vscode.Uri): vscode.Uri => policy.with({ fragment: '' });

const isMemory = (value: unknown): value is MatrixMemory =>
  typeof value === 'object' && value !== null && 'policy' in value && typeof value.policy === 'string';
