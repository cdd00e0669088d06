import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

interface WebviewPage {
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  readonly title: string;
  /** The picture of the tab: `media/<icon>-light.svg` and its dark twin; without one, what the file's own is. */
  readonly icon?: string;
  readonly bundle: 'report' | 'simulator' | 'matrix' | 'compare' | 'query';
  /** Answers a message of the page; what it throws is shown and logged. */
  receive(message: unknown): Promise<unknown>;
}

/** Fills a panel with a page of ours and listens to it for as long as the panel is there. */
export function showPage(panel: vscode.WebviewPanel, { extension, output, title, icon, bundle, receive }: WebviewPage): void {
  const { webview } = panel;
  const picture = (theme: string) => vscode.Uri.joinPath(extension, 'media', `${icon}-${theme}.svg`);
  if (icon) panel.iconPath = { light: picture('light'), dark: picture('dark') };
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
  webview.onDidReceiveMessage((message: unknown) => {
    receive(message).catch((error: unknown) => {
      output.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(`Auditscope: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
  webview.html = pageOf(webview, extension, title, bundle);
}

/** One bundle, nothing inline, nothing remote: the content policy lets no other script, style, font or picture in. */
function pageOf(webview: vscode.Webview, extension: vscode.Uri, title: string, bundle: string): string {
  const asset = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', ...path)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; img-src ${webview.cspSource} data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${asset('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${asset('webview', `${bundle}.css`)}">
</head>
<body>
<script nonce="${nonce}" src="${asset('webview', `${bundle}.js`)}" type="module"></script>
</body>
</html>`;
}
