import * as vscode from 'vscode';
import { isPolicyText } from '../../server/policy/recognize.ts';
import type { KnownValues, SimulateParams, SimulateResult } from '../../server/protocol/language.ts';
import type { SimulatorHostMessage, SimulatorInput, SimulatorMemory, SimulatorMessage } from '../../server/protocol/simulator-view.ts';
import { webviewPage } from '../webview/webview-page.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';
import { readFilesOfCommand } from './read-files-of-command.ts';
import { revealInPolicy } from './reveal-in-policy.ts';

const VIEW_TYPE = 'auditscope.simulator';

/** A panel and what it is about. */
interface OpenSimulator {
  readonly panel: vscode.WebviewPanel;
  policy: vscode.Uri;
  /** A request that a command brought along, until the view has it. */
  input: SimulatorInput | undefined;
}

/**
 * The command "Simulate Request…": a panel beside the policy that shows what the policy does with a request, asked anew at
 * every edit and restored with the window. One panel serves the policy that the command was last given for.
 */
export function registerSimulator(context: vscode.ExtensionContext, client: PolicyLanguageClient, status: PolicyStatus): vscode.Disposable {
  let open: OpenSimulator | undefined;
  const send = (message: SimulatorHostMessage) => void open?.panel.webview.postMessage(message);

  /** Tells the view its policy; the view then asks. */
  const introduce = async () => {
    const shown = open;
    if (!shown) return;
    const uri = shown.policy.toString();
    const known = await knownValues(shown.policy);
    const { input } = shown;
    shown.input = undefined;
    send({ kind: 'policy', uri, name: vscode.workspace.asRelativePath(shown.policy), known, ...(input && { input }) });
  };

  const openInServer = async (policy: vscode.Uri) => {
    await client.start();
    // the server answers only for documents that the editor has opened, and the editor closes those it does not show
    await vscode.workspace.openTextDocument(policy);
  };

  /** Without them the view still works; why the server does not answer, its answer to the request tells. */
  const knownValues = async (policy: vscode.Uri): Promise<KnownValues> => {
    try {
      await openInServer(policy);
      return await client.request<KnownValues>('auditscope/knownValues', { uri: policy.toString() });
    } catch {
      return { users: [], groups: [], verbs: [], apiGroups: [], resources: [], namespaces: [], paths: [] };
    }
  };

  const answer = async ({ request, user, groups }: SimulatorInput, policy: vscode.Uri): Promise<SimulateResult> => {
    try {
      await openInServer(policy);
      const files = await readFilesOfCommand(request, vscode.Uri.joinPath(policy, '..'));
      const params: SimulateParams = { uri: policy.toString(), request, user, groups, files };
      return await client.request<SimulateResult>('auditscope/simulate', params);
    } catch (error) {
      return { kind: 'no-answer', message: error instanceof Error ? error.message : String(error) };
    }
  };

  const receive = async (message: SimulatorMessage) => {
    if (!open) return;
    switch (message.kind) {
      case 'ready':
        return introduce();
      case 'copy':
        return vscode.env.clipboard.writeText(String(message.text));
      case 'reveal':
        return revealInPolicy(open.policy, new vscode.Position(Number(message.line), Number(message.character)));
      case 'simulate':
        return send({ kind: 'result', id: message.id, result: await answer(message.input, open.policy) });
    }
  };

  const fill = (panel: vscode.WebviewPanel, policy: vscode.Uri, input: SimulatorInput | undefined) => {
    open = { panel, policy, input };
    const media = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'media', name);
    panel.iconPath = { light: media('beaker-light.svg'), dark: media('beaker-dark.svg') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist')] };
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    panel.webview.onDidReceiveMessage((message: SimulatorMessage) => void receive(message));
    panel.webview.html = webviewPage(panel.webview, context.extensionUri, { title: 'Simulate Request', bundle: 'simulator' });
  };

  const show = async (input: SimulatorInput | undefined) => {
    const policy = activePolicy(status) ?? open?.policy ?? (await choosePolicy());
    if (!policy) return;
    if (open) {
      Object.assign(open, { policy, input });
      open.panel.reveal();
      await introduce();
      return;
    }
    fill(vscode.window.createWebviewPanel(VIEW_TYPE, 'Simulate Request', vscode.ViewColumn.Beside), policy, input);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('auditscope.simulateRequest', (input?: unknown) => show(isInput(input) ? input : undefined)),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: unknown) {
        const policy = isMemory(memory) ? vscode.Uri.parse(memory.policy) : activePolicy(status);
        if (policy && !open) fill(panel, policy, undefined);
        else panel.dispose();
      },
    }),
    status.onDidChange(state => {
      if (open && state.uri === open.policy.toString()) send({ kind: 'changed' });
    }),
    { dispose: () => open?.panel.dispose() },
  );
}

/** Menus pass a URI; only other code of ours passes an input. */
const isInput = (value: unknown): value is SimulatorInput =>
  typeof value === 'object' && value !== null && 'request' in value && 'groups' in value;

const isMemory = (value: unknown): value is SimulatorMemory =>
  typeof value === 'object' && value !== null && 'policy' in value && typeof value.policy === 'string';

/** The policy a user looks at. The text tells, since the server may not have answered yet. */
function activePolicy(status: PolicyStatus): vscode.Uri | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const documents = editors.flatMap(editor => (editor ? [editor.document] : []));
  return documents.find(document => {
    if (status.stateOf(document.uri)?.kind === 'policy') return true;
    return /^(?:yaml|json)$/.test(document.languageId) && isPolicyText(document.getText());
  })?.uri;
}

async function choosePolicy(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Audit policy to simulate',
    openLabel: 'Simulate',
    filters: { 'Audit policy': ['yaml', 'yml', 'json'] },
    canSelectMany: false,
  });
  return picked?.[0];
}
