import { spawnSync } from 'node:child_process';

/** Kills the log engines of this session (their program lies in its extensions folder); answers how many there were. */
export function killEngines(extensions: string): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  const pids = stdout
    .split('\n')
    .filter(line => line.includes(extensions) && line.includes('log-engine.cjs'))
    .map(line => Number(line.trim().split(' ')[0]));
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
}
