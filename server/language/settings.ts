import type { Config } from '../config/read-config.ts';
import { type KubernetesMinor, NEWEST_KUBERNETES, parseKubernetesVersion } from '../kubernetes/kubernetes-version.ts';

/** What the settings of an editor mean to the server. */
export interface ServerSettings {
  readonly kubernetes: KubernetesMinor;
  /** Level per lint rule id, unchecked: unknown ids and levels are the checker's to tell. */
  readonly levels: Readonly<Record<string, string>>;
  /** Whether each rule has lenses above it, and a hint behind its first line. */
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Settings that could not be understood, in words. */
  readonly problems: readonly string[];
}

/** Reads the `auditscope` section as an editor sends it; anything may be missing or wrong. What it leaves open, `config` says. */
export function readSettings(section: unknown, config?: Pick<Config, 'kubernetesVersion' | 'rules'>): ServerSettings {
  const values = typeof section === 'object' && section !== null ? (section as Record<string, unknown>) : {};
  const problems: string[] = [];
  let kubernetes: KubernetesMinor = NEWEST_KUBERNETES;
  const version = values.kubernetesVersion || config?.kubernetesVersion;
  if (typeof version === 'string' && version !== '' && version !== 'newest') {
    const parsed = parseKubernetesVersion(version);
    if ('error' in parsed) problems.push(`auditscope.kubernetesVersion: ${parsed.error}`);
    else kubernetes = parsed.minor;
  }
  const rules = values.rules;
  const levels =
    typeof rules === 'object' && rules !== null
      ? Object.fromEntries(Object.entries(rules).filter((e): e is [string, string] => typeof e[1] === 'string'))
      : {};
  return {
    kubernetes,
    levels: { ...config?.rules, ...levels },
    codeLens: values.codeLens !== false,
    inlayHints: values.inlayHints === true,
    problems,
  };
}
