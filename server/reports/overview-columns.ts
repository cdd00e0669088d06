import type { FilterField } from '../protocol/log.ts';
import { ACCOUNT } from '../query/catalog/audit-expressions.ts';

/** What the panels of the overview have in common, in the query language. */

/** Requests: the stages of one count once; an event without an id is a request of its own. */
export const REQUESTS = 'count(distinct auditID) + count_if(auditID is null) as requests';

/** The search that leaves out components of the cluster, as the auditing guide publishes it. */
export const PEOPLE = ['node', 'serviceaccount', 'apiserver', 'kube-scheduler', 'kube-controller-manager']
  .map(word => `NOT user.username: ${word}`)
  .join(' ');

/** Columns of lists by name: their expression, and the field that a click filters by. */
export const LIST_COLUMNS = {
  verb: ['verb', 'verb'],
  resource: ['"objectRef.resource"', 'resource'],
  subresource: ['"objectRef.subresource"', 'subresource'],
  namespace: ['"objectRef.namespace"', 'namespace'],
  name: ['"objectRef.name"', 'name'],
  pod: ['"objectRef.name"', 'name'],
  container: [`url_extract_parameter(requestURI, 'container')`, undefined],
  // what cannot be decoded stays as it was sent
  command: [
    `array_join(transform(regexp_extract_all(requestURI, '[?&]command=([^&]*)', 1), part -> if(strpos(url_decode(part), chr(65533)) > 0, part, url_decode(part))), ' ')`,
    undefined,
  ],
  code: ['"responseStatus.code"', 'status'],
  account: [ACCOUNT, 'user'],
  // the lists read from a sub-query that has it
  source: ['source', 'address'],
  country: ['ip_to_country_code(source)', 'country'],
  userAgent: ['userAgent', 'userAgent'],
  requestURI: ['requestURI', undefined],
} as const satisfies Record<string, readonly [string, FilterField | undefined]>;
export type ListColumn = keyof typeof LIST_COLUMNS;
