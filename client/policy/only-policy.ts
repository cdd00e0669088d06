import * as vscode from 'vscode';
import { isPolicyText } from '../../server/policy/recognize.ts';
import { activePolicy } from './active-policy.ts';
import type { PolicyStatus } from './policy-status.ts';

/** A workspace with more YAML than this is not searched through. */
const MOST_FILES = 500;

/** Finds the policy that a text beside it must mean, without asking. */
export interface OnlyPolicy extends vscode.Disposable {
  /** The policy that is looked at, else the only one that is open, else the only one of the workspace. */
  find(): Promise<vscode.Uri | undefined>;
}

export function onlyPolicy(status: PolicyStatus): OnlyPolicy {
  // the files of a workspace are read once, until one is saved, made or deleted
  let inWorkspace: Promise<vscode.Uri | undefined> | undefined;
  const forget = () => {
    inWorkspace = undefined;
  };
  const changes = vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(forget),
    vscode.workspace.onDidCreateFiles(forget),
    vscode.workspace.onDidDeleteFiles(forget),
    vscode.workspace.onDidRenameFiles(forget),
  );
  return {
    async find() {
      const open = vscode.workspace.textDocuments.filter(document => status.stateOf(document.uri)?.kind === 'policy');
      inWorkspace ??= only(await policiesOfWorkspace());
      return activePolicy(status) ?? (open.length === 1 ? open[0]?.uri : await inWorkspace);
    },
    dispose: () => changes.dispose(),
  };
}

const only = async (policies: readonly vscode.Uri[]) => (policies.length === 1 ? policies[0] : undefined);

async function policiesOfWorkspace(): Promise<readonly vscode.Uri[]> {
  const files = await vscode.workspace.findFiles('**/*.{yaml,yml,json}', '**/node_modules/**', MOST_FILES);
  const found = await Promise.all(files.map(async file => ((await isPolicyFile(file)) ? [file] : [])));
  return found.flat();
}

async function isPolicyFile(file: vscode.Uri): Promise<boolean> {
  try {
    return isPolicyText(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    // what cannot be read is no policy
    return false;
  }
}
