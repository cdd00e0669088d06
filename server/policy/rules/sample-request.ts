import type { Level } from '../../kubernetes/audit.ts';
import type { RequestAttributes, User } from '../../kubernetes/request-attributes.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { decidingRule } from './deciding-rule.ts';

const BLANK = { apiGroup: '', apiVersion: '', resource: '', subresource: '', namespace: '', name: '', path: '' };

interface SampleResource {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace: string;
  readonly name?: string;
  readonly user: User | null;
}

/** A request on a resource; creations and collections have no name, all others one. */
export function resourceSample({ subresource = '', name, ...rest }: SampleResource): RequestAttributes {
  const nameless = subresource === '' && ['create', 'list', 'watch', 'deletecollection'].includes(rest.verb);
  return { isResourceRequest: true, ...BLANK, ...rest, subresource, name: nameless ? '' : (name ?? 'example') };
}

export const pathSample = (path: string, user: User | null): RequestAttributes => ({
  isResourceRequest: false,
  ...BLANK,
  verb: 'get',
  path,
  user,
});

/** The level at which a policy records a request. */
export const levelOf = (policy: PolicyDocument, request: RequestAttributes): Level =>
  (decidingRule(policy, request)?.body.level?.value as Level | undefined) ?? 'None';
