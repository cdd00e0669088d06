import type { Range } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { suppressedIds } from './suppressed-ids.ts';

/** A text that leads elsewhere: to the page of a lint rule, or to an address. */
export type DocumentLink = { readonly range: Range; readonly tooltip: string } & ({ readonly page: string } | { readonly url: string });

const API_REFERENCE = 'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/';

/** Rule ids in suppression comments lead to their pages, the version of the policy to the reference of Kubernetes. */
export function documentLinks(policy: PolicyDocument): readonly DocumentLink[] {
  const version = policy.apiVersion?.value === 'audit.k8s.io/v1' ? [policy.apiVersion.range] : [];
  return [
    ...version.map(range => ({ range, tooltip: 'Kubernetes reference of audit policies', url: API_REFERENCE })),
    ...suppressedIds(policy).map(({ range, page, id }) => ({ range, tooltip: `What ${id} finds and why`, page })),
  ];
}
