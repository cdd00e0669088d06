import * as vscode from 'vscode';
import type { KnownIdentities, SimulateParams, SimulateResult } from '../../server/protocol/language.ts';
import type { SimulatorHostMessage, SimulatorInput, SimulatorMessage } from '../../server/protocol/simulator-view.ts';
import { webviewPage } from '../webview/webview-page.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';

/**
 * The command "Simulate Request…": a panel beside the policy that shows what the policy does with a request, asked anew
 * at every edit. One panel serves the policy that was active last.
 */
export function registerSimulator(context: vscode.ExtensionContext, client: PolicyLanguageClient, status: PolicyStatus): vscode.Disposable {
  let open: { panel: vscode.WebviewPanel; policy: vscode.Uri } | undefined;
  const send = (message: SimulatorHostMessage) => open?.panel.webview.postMessage(message);

  const introduce = async (input?: SimulatorInput) => {
    if (!open) return;
    const identities = await client.request<KnownIdentities>('auditscope/knownIdentities', { uri: open.policy.toString() });
    const kubernetesVersion = status.stateOf(open.policy)?.kubernetesVersion ?? '';
    send({ kind: 'policy', name: vscode.workspace.asRelativePath(open.policy), kubernetesVersion, identities, ...(input && { input }) });
  };

  const show = async (input?: SimulatorInput) => {
    const policy = activePolicy(status) ?? (await choosePolicy());
    if (!policy) return;
    // the server answers only for documents an editor has opened
    await vscode.workspace.openTextDocument(policy);
    await client.start();
    if (open) {
      open.policy = policy;
      open.panel.reveal(undefined, true);
      await introduce(input);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'auditscope.simulator',
      'Simulate Request',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist')], retainContextWhenHidden: true },
    );
    panel.iconPath = new vscode.ThemeIcon('beaker');
    open = { panel, policy };
    panel.onDidDispose(() => {
      open = undefined;
    });
    panel.webview.onDidReceiveMessage((message: SimulatorMessage) => void receive(message, input));
    panel.webview.html = webviewPage(panel.webview, context.extensionUri, { title: 'Simulate Request', bundle: 'simulator' });
  };

  const receive = async (message: SimulatorMessage, input: SimulatorInput | undefined) => {
    if (!open) return;
    if (message.kind === 'ready') await introduce(input);
    else if (message.kind === 'copy') await vscode.env.clipboard.writeText(String(message.text));
    else if (message.kind === 'reveal') await reveal(open.policy, message.line, message.character);
    else if (message.kind === 'simulate') {
      const { request, user, groups } = message.input;
      const params: SimulateParams = { uri: open.policy.toString(), request, user, groups, files: await readFiles(request, open.policy) };
      const result = await client
        .request<SimulateResult>('auditscope/simulate', params)
        .catch(
          (error: unknown): SimulateResult => ({ kind: 'unreadable', message: `The language server did not answer: ${String(error)}` }),
        );
      send({ kind: 'result', id: message.id, result });
    }
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('auditscope.simulateRequest', (input?: unknown) => show(isInput(input) ? input : undefined)),
    status.onDidChange(state => {
      if (open && state.uri === open.policy.toString()) send({ kind: 'changed' });
    }),
    { dispose: () => open?.panel.dispose() },
  );
}

/** Menus pass a URI; only other code of ours passes an input. */
const isInput = (value: unknown): value is SimulatorInput =>
  typeof value === 'object' && value !== null && 'request' in value && 'groups' in value;

function activePolicy(status: PolicyStatus): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri && status.stateOf(uri)?.kind === 'policy') return uri;
  return vscode.window.visibleTextEditors.map(e => e.document.uri).find(u => status.stateOf(u)?.kind === 'policy');
}

async function choosePolicy(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Audit policy to simulate',
    filters: { 'Audit policy': ['yaml', 'yml', 'json'] },
    canSelectMany: false,
  });
  return picked?.[0];
}

async function reveal(policy: vscode.Uri, line: number, character: number): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(e => e.document.uri.toString() === policy.toString());
  const editor = await vscode.window.showTextDocument(policy, { viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One });
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The manifests a kubectl command line names, relative to the policy's folder. */
async function readFiles(request: string, policy: vscode.Uri): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [, name] of request.matchAll(/(?:\s-f\s*|--filename[= ])["']?([^\s"',]+)/g)) {
    if (!name || name === '-' || /^https?:/.test(name)) continue;
    try {
      files[name] = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(policy, '..', name)));
    } catch {
      // the reader of the command line names the missing file
    }
  }
  return files;
}
