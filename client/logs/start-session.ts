import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { EngineError } from '../../server/logs/engine-error.ts';
import { engineLimits } from '../../server/logs/engine-limits.ts';
import { openLog } from '../../server/logs/open-log.ts';
import { addressFiles } from './address-files.ts';
import { LogSession } from './log-session.ts';

/** How a session of one log, or of several files as one, is started: its engine, the limits of the settings, what the log channel keeps. */
export function sessionStarter(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): (files: readonly vscode.Uri[]) => LogSession {
  const told = new Set<string>();
  const engine = vscode.Uri.joinPath(context.extensionUri, 'dist', 'log-engine.cjs').fsPath;
  return files => {
    const name = files.map(file => file.fsPath).join(', ');
    return new LogSession(
      async (onProgress, signal) => {
        const elsewhere = files.find(file => file.scheme !== 'file');
        if (elsewhere) throw new EngineError('unreadable', notOnThisMachine(elsewhere));
        const started = performance.now();
        const paths = files.map(file => file.fsPath);
        const log = await openLog({ files: paths, engine, limits: limitsOfSettings(), knowledge: addressFiles(), onProgress, signal });
        output.info(`${name}: ${log.summary.events} events opened in ${Math.round(performance.now() - started)} ms`);
        for (const sentence of log.summary.unreadable) {
          output.warn(sentence);
          if (!told.has(sentence)) void warnOfFile(sentence);
          told.add(sentence);
        }
        return log;
      },
      message => output.error(`${name}: ${message}`),
    );
  };
}

async function warnOfFile(sentence: string): Promise<void> {
  const OPEN = 'Open Settings';
  if ((await vscode.window.showWarningMessage(sentence, OPEN)) === OPEN)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'auditscope.query');
}

function limitsOfSettings() {
  const settings = vscode.workspace.getConfiguration('auditscope.engine');
  return engineLimits({ memoryMegabytes: settings.get('memory', 1024), threads: settings.get('threads', 0), temporaryFolder: tmpdir() });
}

const notOnThisMachine = (uri: vscode.Uri): string =>
  `Logs are read by an engine on the machine that runs the extension; a file of "${uri.scheme}:" is not there. Save it to a folder and open it from there.`;
