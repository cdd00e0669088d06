import * as vscode from 'vscode';
import { type Found, filesOfCommand } from '../../server/kubernetes/kubectl/files-of-command.ts';
import { parseManifests } from '../../server/yaml/parse-manifests.ts';

/** The files a kubectl command line names, relative to a folder, in whatever file system that is; none for any other text. */
export async function readFilesOfCommand(line: string, folder: vscode.Uri): Promise<Readonly<Record<string, string>>> {
  const wanted = filesOfCommand(line, parseManifests);
  let step = wanted.next();
  while (!step.done) step = wanted.next(await foundAt(uriOf(step.value, folder)));
  return step.value;
}

const uriOf = (path: string, folder: vscode.Uri): vscode.Uri =>
  /^(?:\/|[A-Za-z]:[\\/])/.test(path) ? folder.with({ path: vscode.Uri.file(path).path }) : vscode.Uri.joinPath(folder, path);

/** What cannot be read counts as not there: whoever reads the command line names the file it misses. */
async function foundAt(uri: vscode.Uri): Promise<Found> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) return await textAt(uri);
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.map(([name, kind]) => ((kind & vscode.FileType.Directory) === 0 ? name : `${name}/`));
  } catch {
    return undefined;
  }
}

/** What the editor holds of a file wins over what was saved. */
async function textAt(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  return open ? open.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
