/** A Kubernetes release line, by its minor number: 37 is 1.37. */
export type KubernetesMinor = number;

/** The oldest release the tables and the policy loader are checked for. */
export const OLDEST_KUBERNETES: KubernetesMinor = 24;

/** The newest release known; what is assumed where the user names none. */
export const NEWEST_KUBERNETES: KubernetesMinor = 37;

/** Every selectable release, newest first. */
export const KUBERNETES_MINORS: readonly KubernetesMinor[] = Array.from(
  { length: NEWEST_KUBERNETES - OLDEST_KUBERNETES + 1 },
  (_, index) => NEWEST_KUBERNETES - index,
);

/** `1.37` for 37. */
export const formatKubernetesVersion = (minor: KubernetesMinor): string => `1.${minor}`;

/**
 * Reads `1.N`, also as servers and distributions print it (`v1.29.3`, `v1.30.1-eks-1234`).
 * Anything outside the known range is an error that names the range.
 */
export function parseKubernetesVersion(text: string): { readonly minor: KubernetesMinor } | { readonly error: string } {
  const match = /^v?1\.(\d{1,3})(?:$|[.+-])/.exec(text.trim());
  const minor = Number(match?.[1]);
  if (match && minor >= OLDEST_KUBERNETES && minor <= NEWEST_KUBERNETES) return { minor };
  const range = `${formatKubernetesVersion(OLDEST_KUBERNETES)} to ${formatKubernetesVersion(NEWEST_KUBERNETES)}`;
  return {
    error: match
      ? `Kubernetes 1.${minor} is not known; choose ${range}`
      : `"${text}" is not a Kubernetes version; write it as "1.N", from ${range}`,
  };
}
