import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page of a webview: one bundle of ours, nothing inline, nothing remote. The content policy lets no other script,
 * style, font or picture in.
 */
export function webviewPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  page: { readonly title: string; readonly bundle: 'report' | 'simulator' | 'matrix' | 'compare' | 'query' },
): string {
  const asset = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', ...path)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; img-src ${webview.cspSource} data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${asset('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${asset('webview', `${page.bundle}.css`)}">
</head>
<body>
<script nonce="${nonce}" src="${asset('webview', `${page.bundle}.js`)}" type="module"></script>
</body>
</html>`;
}
