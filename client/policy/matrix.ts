import * as vscode from 'vscode';
import type { KnownValues } from '../../server/protocol/language.ts';
import type { MatrixHostMessage, MatrixInput, MatrixMemory, MatrixMessage, MatrixResult } from '../../server/protocol/matrix-view.ts';
import { webviewPage } from '../webview/webview-page.ts';
import { activePolicy, choosePolicy } from './active-policy.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';
import { revealInPolicy } from './reveal-in-policy.ts';

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
export function registerMatrix(context: vscode.ExtensionContext, client: PolicyLanguageClient, status: PolicyStatus): vscode.Disposable {
  let open: OpenMatrix | undefined;
  const send = (message: MatrixHostMessage) => void open?.panel.webview.postMessage(message);
  const isShown = (uri: vscode.Uri) => open?.policy.toString() === uri.toString();

  /** Tells the view its policy; the view then asks. */
  const introduce = async () => {
    const shown = open;
    if (!shown) return;
    const known = await knownValues(shown.policy);
    send({ kind: 'policy', uri: shown.policy.toString(), name: vscode.workspace.asRelativePath(shown.policy), known });
    const editor = vscode.window.visibleTextEditors.find(e => isShown(e.document.uri));
    send({ kind: 'cursor', line: editor?.selection.active.line ?? null });
  };

  const openInServer = async (policy: vscode.Uri) => {
    await client.start();
    // the server answers only for documents that the editor has opened, and the editor closes those it does not show
    await vscode.workspace.openTextDocument(policy);
  };

  /** Without them the view still works; why the server does not answer, its answer to the question tells. */
  const knownValues = async (policy: vscode.Uri): Promise<KnownValues> => {
    try {
      await openInServer(policy);
      return await client.request<KnownValues>('auditscope/knownValues', { uri: policy.toString() });
    } catch {
      return { users: [], groups: [], verbs: [], apiGroups: [], resources: [], namespaces: [], paths: [] };
    }
  };

  const answer = async (input: MatrixInput, policy: vscode.Uri): Promise<MatrixResult> => {
    try {
      await openInServer(policy);
      return await client.request<MatrixResult>('auditscope/matrix', { uri: policy.toString(), ...input });
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
        return revealInPolicy(open.policy, new vscode.Position(Number(message.line), Number(message.character)));
      case 'select-version':
        return vscode.commands.executeCommand('auditscope.selectKubernetesVersion');
      case 'ask':
        return send({ kind: 'result', id: message.id, result: await answer(message.input, open.policy) });
    }
  };

  const fill = (panel: vscode.WebviewPanel, policy: vscode.Uri) => {
    open = { panel, policy };
    const media = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'media', name);
    panel.iconPath = { light: media('matrix-light.svg'), dark: media('matrix-dark.svg') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist')] };
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    panel.webview.onDidReceiveMessage((message: MatrixMessage) => void receive(message));
    panel.webview.html = webviewPage(panel.webview, context.extensionUri, { title: 'Level Matrix', bundle: 'matrix' });
  };

  const show = async () => {
    const policy = activePolicy(status) ?? open?.policy ?? (await choosePolicy('Audit policy to show', 'Show Matrix'));
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
      if (open && state.uri === open.policy.toString()) send({ kind: 'changed' });
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (isShown(textEditor.document.uri)) send({ kind: 'cursor', line: selections[0]?.active.line ?? null });
    }),
    { dispose: () => open?.panel.dispose() },
  );
}

const isMemory = (value: unknown): value is MatrixMemory =>
  typeof value === 'object' && value !== null && 'policy' in value && typeof value.policy === 'string';
