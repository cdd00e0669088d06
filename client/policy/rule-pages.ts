import * as vscode from 'vscode';

const COMMAND = 'auditscope.openRulePage';

/** The command that shows the page of a lint rule, from the files of the extension, as it is meant to be read. */
export function registerRulePages(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, async (page: unknown) => {
    if (typeof page !== 'string' || !/^[a-z][a-z-]*\.md$/.test(page)) return;
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(context.extensionUri, 'dist', 'rules', page));
  });
}

/** The address of a page as the language server gives it, so that it opens rendered; other addresses stay as they are. */
export function pageCommand(target: vscode.Uri): vscode.Uri {
  const page = target.scheme === 'file' ? /\/rules\/([a-z-]+\.md)$/.exec(target.path)?.[1] : undefined;
  return page === undefined ? target : vscode.Uri.parse(`command:${COMMAND}?${encodeURIComponent(JSON.stringify([page]))}`);
}

/** A diagnostic whose code leads to the rendered page. */
export function withPageCommand<T extends vscode.Diagnostic>(diagnostic: T): T {
  const { code } = diagnostic;
  if (typeof code === 'object') diagnostic.code = { ...code, target: pageCommand(code.target) };
  return diagnostic;
}
