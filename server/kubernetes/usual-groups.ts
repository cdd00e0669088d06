import { groupsOfServiceAccount } from './identities.ts';

/** The groups that a user of this name has on a usual cluster, as far as its name tells them. */
export function usualGroups(user: string): readonly string[] {
  if (user === 'system:anonymous') return ['system:unauthenticated'];
  if (user.startsWith('system:serviceaccount:')) return [...new Set([...groupsOfServiceAccount(user), 'system:authenticated'])];
  if (user.startsWith('system:node:')) return ['system:nodes', 'system:authenticated'];
  if (user === 'system:apiserver' || user === 'kubernetes-super-admin') return ['system:masters', 'system:authenticated'];
  if (user === 'kubernetes-admin') return ['kubeadm:cluster-admins', 'system:authenticated'];
  return ['system:authenticated'];
}
