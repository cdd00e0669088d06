import * as vscode from 'vscode';
import type { SimulatorHostMessage, SimulatorInput, SimulatorMemory, SimulatorMessage } from '../../server/protocol/simulator-view.ts';
import { showPage } from '../webview/webview-page.ts';
import { activePolicy, choosePart, choosePolicy, policyName } from './active-policy.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';
import { registerRequestFiles } from './request-files.ts';
import { revealInPolicy } from './reveal-in-policy.ts';
import { policySimulation } from './simulate-request.ts';
import { isSimulatorInput, simulatorMemory } from './simulator-memory.ts';

const VIEW_TYPE = 'auditscope.simulator';

/** What other code of ours asks the command for; menus pass a URI, which is none. */
type AskedInput = SimulatorInput & { readonly policy?: string };

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
export function registerSimulator(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  client: PolicyLanguageClient,
  status: PolicyStatus,
): vscode.Disposable {
  const simulation = policySimulation(client);
  const memory = simulatorMemory(context.workspaceState);
  let open: OpenSimulator | undefined;
  const send = (message: SimulatorHostMessage) => void open?.panel.webview.postMessage(message);

  /** Tells the view its policy; the view then asks. */
  const introduce = async () => {
    const shown = open;
    if (!shown) return;
    const uri = shown.policy.toString();
    const known = await simulation.knownValues(shown.policy);
    const { input } = shown;
    shown.input = undefined;
    send({ kind: 'policy', uri, name: policyName(shown.policy), known, kept: memory.read(), ...(input && { input }) });
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
        return send({ kind: 'result', id: message.id, result: await simulation.answer(message.input, open.policy) });
      case 'keep':
        return memory.write(message.kept);
    }
  };

  const fill = (panel: vscode.WebviewPanel, policy: vscode.Uri, input: SimulatorInput | undefined) => {
    open = { panel, policy, input };
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    showPage(panel, {
      extension: context.extensionUri,
      output,
      title: 'Simulate Request',
      icon: 'beaker',
      bundle: 'simulator',
      receive: message => receive(message as SimulatorMessage),
    });
  };

  const show = async (asked: AskedInput | undefined) => {
    const named = asked?.policy === undefined ? undefined : vscode.Uri.parse(asked.policy);
    const file = named ?? activePolicy(status) ?? open?.policy ?? (await choosePolicy('Audit policy to simulate', 'Simulate'));
    const policy = file && (named ?? (await choosePart(status, file, 'Simulate with which policy?')));
    if (!policy) return;
    const input = asked && { request: asked.request, user: asked.user, groups: asked.groups };
    if (open) {
      Object.assign(open, { policy, input });
      const { visible } = open.panel;
      open.panel.reveal();
      // a view that was hidden begins anew and asks by itself
      if (visible) await introduce();
      return;
    }
    fill(vscode.window.createWebviewPanel(VIEW_TYPE, 'Simulate Request', vscode.ViewColumn.Beside), policy, input);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('auditscope.simulateRequest', (input?: unknown) => show(isSimulatorInput(input) ? input : undefined)),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: unknown) {
        const policy = isMemory(memory) ? vscode.Uri.parse(memory.policy) : activePolicy(status);
        if (policy && !open) fill(panel, policy, undefined);
        else panel.dispose();
      },
    }),
    status.onDidChange(state => {
      if (open && state.uri === open.policy.with({ fragment: '' }).toString()) send({ kind: 'changed' });
    }),
    registerRequestFiles(simulation, status),
    { dispose: () => open?.panel.dispose() },
  );
}

const isMemory = (value: unknown): value is SimulatorMemory =>
  typeof value === 'object' && value !== null && 'policy' in value && typeof value.policy === 'string';
