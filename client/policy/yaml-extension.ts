import * as vscode from 'vscode';
import type { PolicyStatus } from './policy-status.ts';

const YAML_EXTENSION = 'redhat.vscode-yaml';
const SCHEME = 'auditscope';

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
 * so that it neither validates nor completes with a guessed one (a Kubernetes schema would mark every policy as wrong).
 */
export function registerYamlExtension(status: PolicyStatus, output: vscode.LogOutputChannel): vscode.Disposable {
  const associate = async () => {
    const extension = vscode.extensions.getExtension<YamlExtensionApi>(YAML_EXTENSION);
    if (!extension) return;
    try {
      const api = await extension.activate();
      api.registerContributor(
        SCHEME,
        resource => (status.stateOf(vscode.Uri.parse(resource))?.kind === 'policy' ? `${SCHEME}://schema/audit-policy` : undefined),
        () => '{}',
      );
    } catch (error) {
      output.warn(`The YAML extension took no schema association: ${String(error)}`);
    }
  };
  void associate();
  return vscode.extensions.onDidChange(() => void associate());
}

/** Leaves out what the YAML extension already says of the same line: broken syntax and repeated keys. */
export function withoutYamlDoubles(
  document: vscode.TextDocument | vscode.Uri,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.Diagnostic[] {
  if (!vscode.extensions.getExtension(YAML_EXTENSION)?.isActive) return [...diagnostics];
  const uri = document instanceof vscode.Uri ? document : document.uri;
  const theirs = new Set(
    vscode.languages
      .getDiagnostics(uri)
      .filter(d => d.source?.startsWith('YAML'))
      .map(d => d.range.start.line),
  );
  const doubled = (d: vscode.Diagnostic) => (d.code === 'refused-syntax' || d.code === 'duplicate-key') && theirs.has(d.range.start.line);
  return diagnostics.filter(d => !doubled(d));
}
