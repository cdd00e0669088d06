import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import { failedWords, requestTitle, simulationSentence } from '../policy/describe-simulation.ts';
import { readRequestLine, readSample } from '../policy/read-sample.ts';
import { type SimulatedPolicy, type Simulation, simulate, simulatedPolicy } from '../policy/simulate.ts';
import { CannotRun, kubernetesOption, loadedPolicy, readText, runCommand } from './read-policy.ts';
import { writeOut } from './write-out.ts';

export interface SimulateOptions {
  readonly policy: string;
  readonly request?: string;
  readonly requests?: string;
  readonly user?: string;
  readonly group: readonly string[];
  readonly format: 'text' | 'json';
  readonly kubernetesVersion: string;
}

type Sampled = { readonly input: number } & ({ readonly requests: readonly SampledRequest[] } | { readonly error: string });

/** `auditscope simulate`: 0, or 2 where it could not run (a policy the server refuses, no readable request). */
export function simulateRequests(options: SimulateOptions): number {
  return runCommand(() => {
    const policy = simulatedPolicy(loadedPolicy(options.policy, kubernetesOption(options.kubernetesVersion)));
    const sampled = samples(options);
    writeOut(sampled.map(s => (options.format === 'json' ? jsonLines(policy, s) : readable(policy, s))).join(''));
    const only = sampled.length === 1 ? sampled[0] : undefined;
    return options.request !== undefined && only && 'error' in only ? 2 : 0;
  });
}

function samples(options: SimulateOptions): Sampled[] {
  if ((options.request === undefined) === (options.requests === undefined))
    throw new CannotRun('give either --request TEXT or --requests FILE');
  if (options.request !== undefined) {
    const user = options.user === undefined ? null : { name: options.user, groups: options.group };
    return [{ input: 0, ...readSample(options.request, { user, files: filesOf(options.request) }) }];
  }
  const text = options.requests === '-' ? readFileSync(0, 'utf8') : readText(options.requests!);
  return text.split('\n').flatMap((line, input) => (line.trim() === '' ? [] : [{ input, ...readRequestLine(line) }]));
}

/** The files a kubectl command line names, as far as they are there; kubectl reads them from the current folder. */
function filesOf(command: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [, name] of command.matchAll(/(?:\s-f\s*|--filename[= ])["']?([^\s"',]+)/g)) {
    if (!name || name === '-' || /^https?:/.test(name)) continue;
    try {
      files[name] = readFileSync(resolve(dirname('.'), name), 'utf8');
    } catch {
      // the reader of the command line names the missing file
    }
  }
  return files;
}

function jsonLines(policy: SimulatedPolicy, sampled: Sampled): string {
  if ('error' in sampled) return `${JSON.stringify({ input: sampled.input, error: sampled.error })}\n`;
  return sampled.requests
    .map(request => {
      const { level, rule, omitStages, omitManagedFields, attributes, events, trace } = simulate(policy, request);
      const note = request.note === undefined ? {} : { note: request.note };
      const sent = {
        ...(request.method !== undefined && { method: request.method }),
        ...(request.url !== undefined && { url: request.url }),
      };
      return `${JSON.stringify({ input: sampled.input, level, rule, omitStages, omitManagedFields, attributes, events, trace, ...sent, ...note })}\n`;
    })
    .join('');
}

function readable(policy: SimulatedPolicy, sampled: Sampled): string {
  if ('error' in sampled) return `request ${sampled.input + 1}: ${sampled.error}\n`;
  return sampled.requests.map(request => describe(policy, request, simulate(policy, request))).join('\n');
}

function describe(policy: SimulatedPolicy, request: SampledRequest, simulation: Simulation): string {
  const who = request.attributes.user?.name ?? 'nobody (authentication failed)';
  const lines = [`${requestTitle(request.attributes)}, by ${who}`, `  ${simulationSentence(simulation)}`];
  for (const step of simulation.trace) {
    const rule = policy.spec.rules[step.rule]!;
    if (!step.failed) lines.push(`  rule ${step.rule + 1} (${rule.level}) matches`);
    else {
      const words = failedWords(rule, step.failed, request.attributes);
      lines.push(
        `  rule ${step.rule + 1} (${rule.level}): ${words.selector} wants ${words.wanted.join(', ')}; the request has ${words.found}`,
      );
    }
  }
  for (const { stage, omitted, requestObject, responseObject } of simulation.stages) {
    const state = omitted ? 'not recorded' : `recorded; requestObject: ${requestObject.reason}; responseObject: ${responseObject.reason}`;
    lines.push(`  ${stage}: ${state}`);
  }
  return `${lines.join('\n')}\n`;
}
