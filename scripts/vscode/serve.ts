import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { root } from '../ensure.mjs';
import { startCodeServer } from './code-server.ts';
import { layExtension } from './lay-extension.ts';
import { writeUserSettings } from './user-settings.ts';

/** Serves VS Code with the built extension on a folder, a file of it open, until interrupted; a browser opens where there is a display. */
const PORT = 8136;
const [given = join(root, 'test/workspace'), file] = process.argv.slice(2);
const folder = resolve(given);
const home = join(root, '.cache/vscode/start');
const folders = { userData: join(home, 'user'), extensions: join(home, 'extensions') };

// what the user chose in an earlier session stays
if (!existsSync(join(folders.userData, 'User/settings.json'))) {
  writeUserSettings(folders.userData, 'dark');
}
layExtension(folders.extensions);
// the same address every time, as long as nobody else has it: VS Code in a browser keeps its window's state by address
const server = await startCodeServer(folders, (await isFree(PORT)) ? PORT : undefined);
const opened = file && JSON.stringify([['openFile', `vscode-remote://${new URL(server.url).host}${join(folder, file)}`]]);
const url = `${server.url}/?folder=${encodeURIComponent(folder)}${opened ? `&payload=${encodeURIComponent(opened)}` : ''}`;
console.log(`\nVS Code is at ${url}\nPress Ctrl+C to end it.`);
openBrowser(url);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop().then(() => process.exit(0)));

function openBrowser(address: string): void {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : display && 'xdg-open';
  if (!opener) return;
  // without an opener the printed address must do
  spawn(opener, [address], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
