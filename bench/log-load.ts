import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, linkSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MEMBER_TYPES } from '../server/logs/loading/event-members.ts';
import { generateLog } from '../test/generate-log.ts';

/** From a log of 500,000 events to the finished overview, beside DuckDB's own load of the same file into a table, in turns. */
const EVENTS = 500_000;
const ROUNDS = 3;
const JQ = 'jq';
const root = fileURLToPath(new URL('../', import.meta.url));
const log = `${root}.cache/bench/audit-${EVENTS}.log`;
const auditscope = `${root}dist/cli/auditscope.mjs`;

/** What an event has, bodies included: the whole log as a table. */
const WHOLE: Readonly<Record<string, string>> = {
  ...MEMBER_TYPES,
  user: 'JSON',
  impersonatedUser: 'JSON',
  sourceIPs: 'JSON',
  objectRef:
    'STRUCT(resource VARCHAR, namespace VARCHAR, name VARCHAR, apiGroup VARCHAR, apiVersion VARCHAR, subresource VARCHAR, uid VARCHAR, resourceVersion VARCHAR)',
  responseStatus: 'STRUCT(code BIGINT, status VARCHAR, reason VARCHAR, message VARCHAR)',
  requestObject: 'JSON',
  responseObject: 'JSON',
  annotations: 'JSON',
};

/** A program of its own that only loads the file. */
function bareLoad(columns: Readonly<Record<string, string>>): readonly string[] {
  const list = Object.entries(columns).map(([name, type]) => `"${name}": '${type}'`);
  const sql = `create table log as select * from read_json('${log}', format='newline_delimited', maximum_object_size=67108864, columns={${list.join(', ')}})`;
  const api = createRequire(import.meta.url).resolve('@duckdb/node-api');
  const program = `const { DuckDBInstance } = require(${JSON.stringify(api)}); (async () => { const c = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect(); await c.run(${JSON.stringify(sql)}); })();`;
  return [process.execPath, '-e', program];
}

interface Measured {
  readonly seconds: number;
  /** Peak of the largest process, megabytes; NaN where the system does not tell. */
  readonly memory: number;
}

async function measure([command, ...args]: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command!, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let memory = Number.NaN;
  const watch = setInterval(() => {
    memory = Math.max(Number.isNaN(memory) ? 0 : memory, ...family(child).map(peakMemory));
  }, 20);
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, memory };
}

/** A process and its descendants. */
function family(child: ChildProcess): number[] {
  const all = [child.pid ?? 0];
  for (const pid of all) {
    try {
      const children = readdirSync(`/proc/${pid}/task`).flatMap(task =>
        readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
      );
      all.push(...children.filter(text => text !== '').map(Number));
    } catch {
      // gone, or no such file system
    }
  }
  return all;
}

function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
  } catch {
    return 0;
  }
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

if (!existsSync(auditscope)) {
  console.error('the built command line is missing: run npm run build');
  process.exit(1);
}
if (!existsSync(log)) {
  console.log(`making ${EVENTS.toLocaleString('en-US')} events …`);
  generateLog(log, EVENTS);
}
// everyone finds the file in the page cache
const file = openSync(log, 'r');
for (const buffer = Buffer.alloc(1 << 24); readSync(file, buffer) > 0; );
closeSync(file);

const ours: Measured[] = [];
const whole: Measured[] = [];
const columns: Measured[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const fresh = `${log}.${process.pid}-${round}.log`;
  linkSync(log, fresh);
  whole.push(await measure(bareLoad(WHOLE)));
  ours.push(await measure([process.execPath, auditscope, 'report', 'overview', fresh, '--format', 'json']));
  columns.push(await measure(bareLoad(MEMBER_TYPES)));
  rmSync(fresh);
}
const megabytes = (statSync(log).size / 1e6).toFixed(0);
const print = (name: string, measured: readonly Measured[]) => {
  const memory = Math.max(...measured.map(m => m.memory));
  const peak = Number.isNaN(memory) ? '' : `   peak ${memory.toFixed(0)} MB`;
  console.log(
    `${name.padEnd(58)} ${median(measured.map(m => m.seconds))
      .toFixed(2)
      .padStart(7)} s${peak}`,
  );
};
const ratio = (peer: readonly Measured[]) => median(ours.map((m, i) => m.seconds / peer[i]!.seconds)).toFixed(2);
console.log(`${EVENTS.toLocaleString('en-US')} events, ${megabytes} MB, median of ${ROUNDS} rounds`);
print('auditscope report overview (load and 16 panels)', ours);
print('DuckDB read_json of whole events into a table', whole);
print('DuckDB read_json of the columns that we read', columns);
if (spawnSync(JQ, ['--version']).status === 0) {
  const jq = await measure([JQ, '-n', 'reduce inputs as $event ({}; .[$event.verb] += 1)', log]);
  print('jq, events by verb (once)', [jq]);
} else console.log('jq is not installed: not compared');
console.log(`finished report: ${ratio(whole)} times DuckDB's load of whole events, ${ratio(columns)} times its load of our columns`);
