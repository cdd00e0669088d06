import * as vscode from 'vscode';

/** What is used of the API of VS Code's own git extension. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  readonly state: { readonly onDidChange: vscode.Event<void> };
  show(ref: string, path: string): Promise<string>;
}

/** The repository of a file. */
export interface FileRepository {
  /** The committed text. Throws with a sentence for the user where there is none. */
  textInHead(uri: vscode.Uri): Promise<string>;
  headUri(uri: vscode.Uri): vscode.Uri;
  /** Fires at commits and checkouts, and at much else. */
  readonly onDidChange: vscode.Event<void>;
}

/** Milliseconds the git extension gets to look for repositories after a window opens. */
const PATIENCE = 5000;

/** Throws with a sentence for the user where git is off, or the file is in no repository. */
export async function gitRepository(uri: vscode.Uri): Promise<FileRepository> {
  const name = vscode.workspace.asRelativePath(uri);
  const api = await gitApi();
  if (!api) throw new Error('The Git extension of VS Code is switched off, so there is no HEAD to compare with.');
  if (api.state !== 'initialized') await initialized(api);
  const repository = api.getRepository(uri);
  if (!repository) throw new Error(`${name} is in no git repository that is open here.`);
  return {
    async textInHead(of) {
      try {
        return await repository.show('HEAD', of.fsPath);
      } catch {
        throw new Error(`${name} is not in HEAD: it has not been committed yet, so there is nothing to compare it with.`);
      }
    },
    headUri: of => api.toGitUri(of, 'HEAD'),
    onDidChange: repository.state.onDidChange,
  };
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>('vscode.git');
  const exports = extension && (await extension.activate());
  return exports?.enabled ? exports.getAPI(1) : undefined;
}

const initialized = (api: GitApi): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(done, PATIENCE);
    const subscription = api.onDidChangeState(done);
    function done() {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    }
  });
