import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureCodeServer, node24, withNode24 } from '../ensure.mjs';

export interface CodeServerFolders {
  readonly userData: string;
  readonly extensions: string;
}

export interface RunningCodeServer {
  /** Address of the window, without a folder. */
  readonly url: string;
  /** Everything the server wrote. */
  readonly output: () => string;
  /** Ends the server, its extension hosts and what they started; resolves when they are gone. */
  stop(): Promise<void>;
}

const START_LIMIT = 60_000;
const STOP_LIMIT = 5_000;

/** Installs a packaged extension without a marketplace. Throws with code-server's words when it refuses. */
export function installVsix(vsix: string, folders: CodeServerFolders): void {
  const args = [ensureCodeServer(), ...folderArguments(folders), '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(node24, args, { encoding: 'utf8', env: withNode24() });
  if (status !== 0) throw new Error(`code-server did not install ${vsix}:\n${stdout}${stderr}`);
}

/** Serves VS Code to a browser on this machine; resolves when it answers. */
export async function startCodeServer(folders: CodeServerFolders, port?: number): Promise<RunningCodeServer> {
  const url = `http://127.0.0.1:${port ?? (await freePort())}`;
  const args = [
    ensureCodeServer(),
    ...folderArguments(folders),
    ...['--auth', 'none', '--bind-addr', new URL(url).host],
    // the default socket is shared by every code-server of this account
    ...['--session-socket', join(folders.userData, 'session.sock')],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'],
  ];
  // a process group of its own: stopping ends the extension hosts too
  const child = spawn(node24, args, { env: withNode24(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = async () => {
    signalGroup(child, 'SIGTERM');
    const late = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_LIMIT);
    await ended;
    clearTimeout(late);
    process.off('exit', stopAtExit);
  };
  const stopAtExit = () => signalGroup(child, 'SIGKILL');
  process.once('exit', stopAtExit);

  const limit = Date.now() + START_LIMIT;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > limit) {
      await stop();
      throw new Error(`code-server did not start:\n${output}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return { url, output: () => output, stop };
}

const folderArguments = ({ userData, extensions }: CodeServerFolders) => ['--user-data-dir', userData, '--extensions-dir', extensions];

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, signal);
  } catch {
    // already gone
  }
}

const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    response => response.ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
