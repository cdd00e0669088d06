import { groupsOfServiceAccount } from '../../../server/kubernetes/identities.ts';

/** The groups a user of this name has on a real server; nobody has none. */
export function groupsOf(user: string | null): readonly string[] {
  if (user === null) return [];
  if (user === 'system:anonymous') return ['system:unauthenticated'];
  if (user.startsWith('system:serviceaccount:')) return [...new Set([...groupsOfServiceAccount(user), 'system:authenticated'])];
  if (user.startsWith('system:node:')) return ['system:nodes', 'system:authenticated'];
  if (user === 'system:apiserver' || user === 'kubernetes-super-admin') return ['system:masters', 'system:authenticated'];
  if (user === 'kubernetes-admin') return ['kubeadm:cluster-admins', 'system:authenticated'];
  return ['system:authenticated'];
}

/** Names written with commas between them. */
export const splitNames = (text: string): readonly string[] =>
  text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
