import * as vscode from 'vscode';
import type { PolicyLanguageClient } from './language-client.ts';
import { ASSOCIATION, linesOfYamlExtension, schemaContent, schemaFor } from './yaml-association.ts';

const YAML_EXTENSION = 'redhat.vscode-yaml';

/** What the YAML extension exports, as far as it is used here. */
interface YamlExtensionApi {
  registerContributor(
    schema: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string | undefined,
  ): boolean;
}

/**
 * Lets the YAML extension of Red Hat and ours live on one file: for audit policies it is given a schema that says nothing,
 * so that it neither validates nor completes with a guessed one, and what it says of the syntax is not said twice.
 */
export function registerYamlExtension(client: PolicyLanguageClient, output: vscode.LogOutputChannel): vscode.Disposable {
  let associated = false;
  const associate = async () => {
    const extension = vscode.extensions.getExtension<YamlExtensionApi>(YAML_EXTENSION);
    if (!extension || associated) return;
    associated = true;
    try {
      const api = await extension.activate();
      api.registerContributor(ASSOCIATION, resource => schemaFor(openText(resource)), schemaContent);
    } catch (error) {
      output.warn(`The YAML extension took no schema association: ${String(error)}`);
    }
  };
  void associate();
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(() => void associate()),
    refreshWithTheirs(client),
  );
}

const openText = (resource: string): string | undefined => {
  const uri = vscode.Uri.parse(resource).toString();
  return vscode.workspace.textDocuments.find(d => d.uri.toString() === uri)?.getText();
};

/** Asks our diagnostics again when the YAML extension's have changed their lines: it speaks later than we do. */
function refreshWithTheirs(client: PolicyLanguageClient): vscode.Disposable {
  const before = new Map<string, string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (!vscode.extensions.getExtension(YAML_EXTENSION)?.isActive) return;
    for (const uri of uris) {
      const lines = [...linesOfYamlExtension(vscode.languages.getDiagnostics(uri))].join(' ');
      const key = uri.toString();
      if ((before.get(key) ?? '') === lines) continue;
      if (lines === '') before.delete(key);
      else before.set(key, lines);
      client.refreshDiagnostics(uri);
    }
  });
}
