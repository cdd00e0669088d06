import * as vscode from 'vscode';
import type { CompareHostMessage, CompareMessage, CompareParams, CompareResult } from '../../server/protocol/compare-view.ts';
import type { Place } from '../../server/protocol/simulation.ts';
import { showPage } from '../webview/webview-page.ts';
import { activePolicy, choosePart, choosePolicy } from './active-policy.ts';
import { gitRepository } from './compare-git.ts';
import { rememberedSide, type Side, sideFile, sideMemory, sideName, sideText, sideUri } from './compare-sides.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import type { PolicyStatus } from './policy-status.ts';
import { revealInPolicy } from './reveal-in-policy.ts';

const VIEW_TYPE = 'auditscope.compare';
/** Milliseconds without an edit after which both sides are compared anew. */
const PAUSE = 150;

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

interface OpenComparison {
  readonly panel: vscode.WebviewPanel;
  sides: Sides;
  /** Watches the repository where a side is in HEAD. */
  repository: vscode.Disposable | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The commands that compare two policies by what they record: the working copy with HEAD, two files. One panel shows the
 * comparison that was asked for last, made anew at every edit of either side and restored with the window.
 */
export function registerCompare(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  client: PolicyLanguageClient,
  status: PolicyStatus,
): vscode.Disposable {
  let open: OpenComparison | undefined;
  const send = (message: CompareHostMessage) => void open?.panel.webview.postMessage(message);

  const compare = async () => {
    if (!open) return;
    const { sides } = open;
    send({ kind: 'busy' });
    const result = await answer(client, sides);
    // an answer about other sides would be shown under the wrong names
    if (open?.sides === sides) send({ kind: 'result', result });
  };
  const compareSoon = () => {
    if (!open) return;
    clearTimeout(open.timer);
    open.timer = setTimeout(() => void compare(), PAUSE);
  };

  const introduce = async () => {
    if (!open) return;
    const { before, after } = open.sides;
    send({
      kind: 'sides',
      before: sideName(before),
      after: sideName(after),
      memory: { before: sideMemory(before), after: sideMemory(after) },
    });
    await compare();
  };

  const watchHead = async (comparison: OpenComparison) => {
    comparison.repository?.dispose();
    comparison.repository = undefined;
    const { sides } = comparison;
    const head = [sides.before, sides.after].find(side => side.kind === 'head');
    if (!head) return;
    // why there is no repository, the comparison tells
    const repository = await gitRepository(sideFile(head)).catch(() => undefined);
    if (open === comparison && comparison.sides === sides) comparison.repository = repository?.onDidChange(compareSoon);
  };

  const show = async (sides: Sides) => {
    if (!open) return fill(vscode.window.createWebviewPanel(VIEW_TYPE, 'Compare Policies', vscode.ViewColumn.Beside), sides);
    open.sides = sides;
    open.panel.reveal();
    void watchHead(open);
    await introduce();
  };

  const reveal = async (side: Side, place: Place) => {
    const position = new vscode.Position(Number(place.line), Number(place.character));
    await revealInPolicy(await sideUri(side), position);
  };

  const receive = async (message: CompareMessage) => {
    if (!open) return;
    const { before, after } = open.sides;
    switch (message.kind) {
      case 'ready':
        return introduce();
      case 'copy':
        return vscode.env.clipboard.writeText(String(message.text));
      case 'swap':
        return show({ before: after, after: before });
      case 'reveal':
        return reveal(message.side === 'before' ? before : after, message.place);
      case 'simulate': {
        const policy = after.kind === 'file' || before.kind === 'head' ? after : before;
        return vscode.commands.executeCommand('auditscope.simulateRequest', { ...message.input, policy: policy.uri.toString() });
      }
    }
  };

  const fill = (panel: vscode.WebviewPanel, sides: Sides) => {
    const comparison: OpenComparison = { panel, sides, repository: undefined, timer: undefined };
    open = comparison;
    panel.onDidDispose(() => {
      clearTimeout(comparison.timer);
      comparison.repository?.dispose();
      if (open === comparison) open = undefined;
    });
    showPage(panel, {
      extension: context.extensionUri,
      output,
      title: 'Compare Policies',
      icon: 'compare',
      bundle: 'compare',
      receive: message => receive(message as CompareMessage),
    });
    void watchHead(comparison);
  };

  const policyOf = async (given: unknown) => {
    const file = given instanceof vscode.Uri ? given : (activePolicy(status) ?? (await choosePolicy('Audit policy to compare', 'Compare')));
    return file && choosePart(status, file, 'Compare which policy?');
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('auditscope.compareWithHead', async (given?: unknown) => {
      const uri = await policyOf(given);
      if (uri) await show({ before: { kind: 'head', uri }, after: { kind: 'file', uri } });
    }),
    vscode.commands.registerCommand('auditscope.compareWithFile', async (given?: unknown) => {
      const uri = await policyOf(given);
      const other = uri && (await choosePolicy(`Audit policy to compare ${vscode.workspace.asRelativePath(uri)} with`, 'Compare'));
      if (uri && other) await show({ before: { kind: 'file', uri: other }, after: { kind: 'file', uri } });
    }),
    vscode.commands.registerCommand('auditscope.compareSelected', async (_clicked: unknown, selected?: unknown) => {
      const [before, after] = Array.isArray(selected) ? selected.filter(uri => uri instanceof vscode.Uri) : [];
      if (before && after) await show({ before: { kind: 'file', uri: before }, after: { kind: 'file', uri: after } });
      else void vscode.window.showInformationMessage('Select two audit policies in the Explorer to compare them.');
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(
        panel: vscode.WebviewPanel,
        memory: { readonly before?: unknown; readonly after?: unknown } | undefined,
      ) {
        const [before, after] = [rememberedSide(memory?.before), rememberedSide(memory?.after)];
        if (before && after && !open) fill(panel, { before, after });
        else panel.dispose();
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const uri = document.uri.toString();
      if (open && [open.sides.before, open.sides.after].some(side => side.kind === 'file' && sideFile(side).toString() === uri))
        compareSoon();
    }),
    vscode.workspace.onDidChangeConfiguration(change => change.affectsConfiguration('auditscope') && compareSoon()),
    { dispose: () => open?.panel.dispose() },
  );
}

/** Asks the language server; what cannot be read is told as an answer. */
async function answer(client: PolicyLanguageClient, { before, after }: Sides): Promise<CompareResult> {
  try {
    const [old, now] = await Promise.all([sideText(before), sideText(after)]);
    const params: CompareParams = {
      view: 'compare',
      before: { name: sideName(before), text: old, policy: before.uri.fragment },
      after: { name: sideName(after), text: now, uri: after.uri.with({ fragment: '' }).toString(), policy: after.uri.fragment },
    };
    return await client.request<CompareResult>('auditscope/compare', params);
  } catch (error) {
    return { kind: 'no-answer', message: error instanceof Error ? error.message : String(error) };
  }
}
