import { existsSync, readFileSync } from 'node:fs';
import { type KubernetesMinor, NEWEST_KUBERNETES, parseKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import { createPolicyChecker } from '../policy/check-policy.ts';
import { choosePolicy, policyAddress } from '../policy/embedded/choose-policy.ts';
import { type PolicyDocument, parsePolicy } from '../policy/policy-document.ts';
import { printable } from './printable.ts';

/** A message for standard error after which the command ends with exit code 2. */
export class CannotRun extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name its files',
  EACCES: 'permission denied',
};

/** Why the file system refused, in words where they are known. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return REASONS[code] ?? code;
}

/** Text of a file; bytes that are no UTF-8 are an error, as they are to kube-apiserver and SLS. `kind` says what the file is taken for. */
export function readText(file: string, kind: 'policy' | 'query' | 'request' | 'baseline' | 'configuration'): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CannotRun(`${printable(file)}: cannot be read (${reasonOf(error)})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CannotRun(`${printable(file)}: is not UTF-8 text, as a ${kind} must be`);
  }
}

/** `--kubernetes-version`; empty is the newest known. */
export function kubernetesOption(text: string): KubernetesMinor {
  if (text === '') return NEWEST_KUBERNETES;
  const parsed = parseKubernetesVersion(text);
  if ('error' in parsed) throw new CannotRun(`--kubernetes-version: ${parsed.error}`);
  return parsed.minor;
}

/**
 * A policy that the server would load; otherwise the server's words are the error. `written` names a file that is one or
 * holds one, or one of several in it: `FILE#2`, `FILE#data.policy.yaml`.
 */
export function loadedPolicy(written: string, kubernetes: KubernetesMinor): PolicyDocument {
  const address = policyAddress(written, existsSync);
  const { file } = address;
  const part = choosePolicy(readText(file, 'policy'), address);
  if ('error' in part) throw new CannotRun(printable(part.error));
  if (part.templates.length > 0)
    throw new CannotRun(`${printable(written)}: holds template syntax; render the template first, what it records depends on its values`);
  const policy = parsePolicy(part.text);
  const refused = createPolicyChecker({ kubernetes, levels: {} })
    .check(policy)
    .filter(f => f.code.startsWith('refused'));
  if (refused.length > 0) throw new CannotRun(refused.map(f => `${file}: ${f.message}`).join('\n'));
  return policy;
}

/** Runs a command's body; what cannot run is told on standard error. */
export function runCommand(body: () => number): number {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
