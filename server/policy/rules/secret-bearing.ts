import type { Level } from '../../kubernetes/audit.ts';

/** A resource whose bodies hold credentials, and the verbs whose bodies do. */
export interface SecretBearing {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespaced: boolean;
  /** Verbs whose request body, recorded from level Request on, holds the credential. */
  readonly inRequest: readonly string[];
  /** Verbs whose response body, recorded at RequestResponse, holds it. */
  readonly inResponse: readonly string[];
  /** Completes "writes … into the log". */
  readonly what: string;
}

const WRITES = ['create', 'update', 'patch'];

export const SECRET_BEARING: readonly SecretBearing[] = [
  {
    group: '',
    resource: 'secrets',
    subresource: '',
    namespaced: true,
    inRequest: WRITES,
    // a collection that is deleted is answered with the deleted objects, one object with a Status
    inResponse: [...WRITES, 'get', 'list', 'deletecollection'],
    what: 'the data of secrets',
  },
  {
    group: '',
    resource: 'serviceaccounts',
    subresource: 'token',
    namespaced: true,
    inRequest: [],
    inResponse: ['create'],
    what: 'issued service account tokens',
  },
  {
    group: 'authentication.k8s.io',
    resource: 'tokenreviews',
    subresource: '',
    namespaced: false,
    inRequest: ['create'],
    inResponse: ['create'],
    what: 'the bearer tokens under review',
  },
];

/** The verbs whose bodies put the credential into the log at a level. */
export function secretVerbs({ inRequest, inResponse }: SecretBearing, level: Level): readonly string[] {
  if (level === 'RequestResponse') return [...new Set([...inRequest, ...inResponse])];
  return level === 'Request' ? inRequest : [];
}
