import * as vscode from 'vscode';
import type { KnownValues, SimulateParams, SimulateResult } from '../../server/protocol/language.ts';
import type { SimulatorInput } from '../../server/protocol/simulator-view.ts';
import type { PolicyLanguageClient } from './language-client.ts';
import { readFilesOfCommand } from './read-files-of-command.ts';

/** Asks the language server about a policy. The fragment of its URI names an embedded policy. */
export interface PolicySimulation {
  /** What the policy does with a request; why there is no answer is part of the result. Never rejects. */
  answer(input: SimulatorInput, policy: vscode.Uri): Promise<SimulateResult>;
  /** What to offer in the fields of a request; nothing where the server does not answer. */
  knownValues(policy: vscode.Uri): Promise<KnownValues>;
}

export function policySimulation(client: PolicyLanguageClient): PolicySimulation {
  const openInServer = async (policy: vscode.Uri): Promise<string> => {
    await client.start();
    const document = policy.with({ fragment: '' });
    // the server answers only for documents that the editor has opened, and the editor closes those it does not show
    await vscode.workspace.openTextDocument(document);
    return document.toString();
  };
  return {
    async answer({ request, user, groups }, policy) {
      try {
        const uri = await openInServer(policy);
        const files = await readFilesOfCommand(request, vscode.Uri.joinPath(policy, '..'));
        const part = policy.fragment === '' ? {} : { policy: policy.fragment };
        return await client.request<SimulateResult>('auditscope/simulate', {
          uri,
          ...part,
          request,
          user,
          groups,
          files,
        } satisfies SimulateParams);
      } catch (error) {
        return { kind: 'no-answer', message: error instanceof Error ? error.message : String(error) };
      }
    },
    async knownValues(policy) {
      try {
        return await client.request<KnownValues>('auditscope/knownValues', { uri: await openInServer(policy) });
      } catch {
        return { users: [], groups: [], verbs: [], apiGroups: [], resources: [], namespaces: [], paths: [] };
      }
    },
  };
}
