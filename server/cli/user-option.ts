import type { User } from '../kubernetes/request-attributes.ts';
import { CannotRun } from './cannot-run.ts';

/** The user of `--user` and `--group`; null, without `--user`, is a request whose authentication failed. */
export function userOption({ user, group }: { readonly user?: string; readonly group: readonly string[] }): User | null {
  if (user !== undefined) return { name: user, groups: group };
  if (group.length > 0) throw new CannotRun('--group needs --user: without a user, nobody is in a group');
  return null;
}
