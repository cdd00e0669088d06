import { existsSync } from 'node:fs';
import { type KubernetesMinor, NEWEST_KUBERNETES, parseKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import { createPolicyChecker } from '../policy/check-policy.ts';
import { choosePolicy, policyAddress } from '../policy/embedded/choose-policy.ts';
import { type PolicyDocument, parsePolicy } from '../policy/policy-document.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';
import { readText } from './read-text.ts';

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
