import { usualGroups } from '../../../server/kubernetes/usual-groups.ts';

/** The groups a user of this name has on a usual cluster; nobody has none. */
export const groupsOf = (user: string | null): readonly string[] => (user === null ? [] : usualGroups(user));

/** Names written with commas between them. */
export const splitNames = (text: string): readonly string[] =>
  text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
