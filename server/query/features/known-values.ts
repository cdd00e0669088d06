import { apiTable } from '../../kubernetes/api-resources.ts';
import { LEVELS, STAGES } from '../../kubernetes/audit.ts';
import { NEWEST_KUBERNETES } from '../../kubernetes/kubernetes-version.ts';
import { NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import type { QueryContext } from './query-context.ts';

/** Values that a field has in any log. */
const ALWAYS: Readonly<Record<string, () => readonly string[]>> = {
  kind: () => ['Event'],
  level: () => LEVELS.slice(1),
  stage: () => STAGES,
  verb: () => [...new Set([...RESOURCE_VERBS, ...NON_RESOURCE_VERBS].map(v => v.verb))],
  'objectRef.resource': () => [...new Set(resources().map(r => r.resource))].sort(),
  'objectRef.subresource': () => [...new Set(resources().flatMap(r => r.subresources.map(s => s.name)))].sort(),
  'objectRef.apiGroup': () => [...new Set(resources().map(r => r.group))].filter(g => g !== '').sort(),
  'responseStatus.code': () => ['101', '200', '201', '400', '401', '403', '404', '409', '422', '429', '500', '503', '504'],
  'responseStatus.status': () => ['Failure', 'Success'],
  'responseStatus.reason': () => ['AlreadyExists', 'Conflict', 'Expired', 'Forbidden', 'Invalid', 'NotFound', 'Unauthorized'],
  'annotations.authorization.k8s.io/decision': () => ['allow', 'forbid'],
};

const resources = () => [...apiTable(NEWEST_KUBERNETES).groups.values()].flat();

/** Values to offer for a field: those of the opened log, then those that any log can have. */
export function valuesOf(name: string, { schema, values }: QueryContext): readonly string[] {
  const field = schema.field(name)?.name ?? name;
  const known = Object.hasOwn(ALWAYS, field) ? ALWAYS[field]!() : [];
  return [...new Set([...values(field), ...known])];
}
