/** The authenticated user a policy is matched against; never the impersonated one. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/**
 * What kube-apiserver's policy matcher reads of a request. Mirrors `authorizer.Attributes` as built by
 * `pkg/endpoints/filters/authorization.go`; strings that do not apply are empty, never absent.
 */
export interface RequestAttributes {
  readonly isResourceRequest: boolean;
  /** Kubernetes verb, or the lower-cased HTTP method of a non-resource request; empty for an unknown method on a resource. */
  readonly verb: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** The URL path without the query string. */
  readonly path: string;
  /** `null` where authentication failed: rules with `users` or `userGroups` cannot match. */
  readonly user: User | null;
}
