import { NON_RESOURCE_PATHS } from '../kubernetes/non-resource-paths.ts';
import type { User } from '../kubernetes/request-attributes.ts';
import { isPracticalPath } from './analysis/practice.ts';
import { compilePolicy } from './evaluate.ts';
import type { MatrixCell } from './level-matrix.ts';
import type { PolicySpec } from './policy-spec.ts';

/** The level of one path outside the resources, for each HTTP method. */
interface PathRow {
  readonly path: string;
  readonly cells: readonly MatrixCell[];
}

/** The verbs of paths are HTTP methods in lower case. */
export const PATH_VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** One real path for each path that stands for several. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '/healthz*': ['/healthz', '/healthz/ping'],
  '/livez*': ['/livez', '/livez/ping'],
  '/readyz*': ['/readyz', '/readyz/ping'],
  '/metrics/*': ['/metrics/slis'],
  '/apis/*': ['/apis/apps', '/apis/apps/v1'],
  '/openapi/v3/*': ['/openapi/v3/apis/apps/v1'],
  '/logs/*': ['/logs/kube-apiserver.log'],
  '/debug/pprof/*': ['/debug/pprof/heap'],
  '/debug/flags/*': ['/debug/flags/v'],
  '/debug/api_priority_and_fairness/*': ['/debug/api_priority_and_fairness/dump_queues'],
};

/** The level of the paths kube-apiserver serves outside the resources, and of those a policy names, for one user. */
export function pathMatrix(policy: PolicySpec, user: User | null): readonly PathRow[] {
  const { decide } = compilePolicy(policy);
  const attributes = { isResourceRequest: false, apiGroup: '', apiVersion: '', resource: '', subresource: '', namespace: '', name: '' };
  const known = NON_RESOURCE_PATHS.flatMap(({ path }) => EXAMPLES[path] ?? [path]);
  const named = policy.rules.flatMap(r => r.nonResourceURLs).map(examplePath);
  const paths = [...new Set([...known, ...named])].filter(path => path.startsWith('/') && isPracticalPath(path));
  return paths.map(path => ({
    path,
    cells: PATH_VERBS.map(verb => {
      const { level, rule } = decide({ ...attributes, verb, path, user });
      return { verb, level, rule, byName: [] };
    }),
  }));
}

/** A path that a pattern takes: what stands before the star, or something below it. */
function examplePath(pattern: string): string {
  const before = pattern.replace(/\*+$/, '');
  return before.length > 1 && before !== pattern && before.endsWith('/') ? `${before}example` : before;
}
