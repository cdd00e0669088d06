import { resourceMatches } from '../match-rule.ts';
import type { GroupResourcesSpec } from '../policy-spec.ts';

/** Whether some entry covers a resource and subresource (empty for none) of a group, for some object name at least. */
export const covers = (entries: readonly GroupResourcesSpec[], group: string, resource: string, subresource: string): boolean =>
  entries.some(
    e =>
      (e.group === group || e.group === '*') &&
      (e.resources.length === 0 || e.resources.some(r => resourceMatches(r, resource, subresource))),
  );
