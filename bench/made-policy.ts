import { apiTable } from '../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../server/kubernetes/kubernetes-version.ts';

const api = apiTable(NEWEST_KUBERNETES);

/** The same numbers at every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/**
 * A policy of so many rules, the same for the same seed. They mix users, groups, namespaces, built-in resources with
 * subresources, whole API groups and paths, so that they take requests from one another.
 */
export function madePolicy(rules: number, seed: number): string {
  const random = numbers(seed);
  const some = (values: readonly string[], most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => values[Math.floor(random() * values.length)]!);
  const list = (values: readonly string[]) => `[${values.map(v => JSON.stringify(v)).join(', ')}]`;
  const items = [...api.groups].flatMap(([group, resources]) =>
    resources.flatMap(r => [r.resource, ...r.subresources.map(s => `${r.resource}/${s.name}`)].map(item => ({ group, item }))),
  );
  const named = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const users = [...named('system:serviceaccount:ci:bot-', 30), ...named('user-', 30)];
  const groups = ['system:authenticated', 'system:nodes', ...named('team-', 20)];
  const lines: string[] = [];
  for (let i = 0; i < rules; i++) {
    lines.push(`  - level: ${some(['None', 'Metadata', 'Request', 'RequestResponse'], 1)[0]}`);
    if (random() < 0.3) lines.push(`    users: ${list(some(users, 3))}`);
    else if (random() < 0.2) lines.push(`    userGroups: ${list(some(groups, 2))}`);
    if (random() < 0.6) lines.push(`    verbs: ${list(some(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'], 4))}`);
    if (random() < 0.08) {
      lines.push(`    nonResourceURLs: ${list(some(['/healthz*', '/version', '/api*', '/metrics', '/openapi*', '/livez*'], 2))}`);
      continue;
    }
    lines.push('    resources:');
    if (random() < 0.1) lines.push(`      - group: ${JSON.stringify(some([...api.groups.keys()], 1)[0])}`);
    else
      for (let n = 0; n <= random() * 3; n++) {
        const { group, item } = items[Math.floor(random() * items.length)]!;
        lines.push(`      - group: ${JSON.stringify(group)}`, `        resources: ${list([item])}`);
      }
    if (random() < 0.35) lines.push(`    namespaces: ${list(some(named('ns-', 40), 3))}`);
  }
  return `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${lines.join('\n')}\n  - level: Metadata\n`;
}
