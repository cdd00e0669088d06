/** A path that kube-apiserver serves outside the resources, with its meaning in one sentence. */
export interface NonResourcePath {
  /** As a policy's `nonResourceURLs` would name it; a trailing `*` covers everything that begins so. */
  readonly path: string;
  readonly meaning: string;
}

/** The non-resource paths of kube-apiserver, most asked for first (reference: kube-apiserver handlers and discovery). */
export const NON_RESOURCE_PATHS: readonly NonResourcePath[] = [
  { path: '/healthz*', meaning: 'Health check of the old kind, with one path per check below it; load balancers ask for it all the time.' },
  { path: '/livez*', meaning: 'Whether the server should be restarted, with one path per check below it; probed every few seconds.' },
  { path: '/readyz*', meaning: 'Whether the server can take traffic, with one path per check below it; probed every few seconds.' },
  { path: '/metrics', meaning: 'Metrics in Prometheus format; scraped every few seconds.' },
  { path: '/metrics/*', meaning: 'Further metrics, such as /metrics/slis.' },
  { path: '/version', meaning: 'The version of the server; asked by kubectl version and many clients.' },
  { path: '/', meaning: 'The list of paths.' },
  { path: '/api', meaning: 'Discovery: the versions of the core group, in one document for newer clients.' },
  { path: '/api/v1', meaning: 'Discovery: the resources of the core group. One segment more is a resource request.' },
  { path: '/apis', meaning: 'Discovery: all other groups, in one document for newer clients.' },
  { path: '/apis/*', meaning: 'Discovery: /apis/GROUP and /apis/GROUP/VERSION. One segment more is a resource request.' },
  { path: '/openapi/v2', meaning: 'The OpenAPI v2 document of all resources; several megabytes.' },
  { path: '/openapi/v3', meaning: 'The index of the OpenAPI v3 documents; kubectl asks for it before it validates a manifest.' },
  { path: '/openapi/v3/*', meaning: 'The OpenAPI v3 document of one group and version.' },
  { path: '/.well-known/openid-configuration', meaning: 'How to verify service account tokens (OpenID discovery).' },
  { path: '/openid/v1/jwks', meaning: 'The public keys of service account tokens.' },
  { path: '/logs', meaning: 'The log folder of the control-plane host, where enabled.' },
  { path: '/logs/*', meaning: 'A log file of the control-plane host, where enabled.' },
  { path: '/debug/pprof/*', meaning: 'Profiles of the running server; long-running requests.' },
  { path: '/debug/flags/*', meaning: 'Flags of the running server, such as the log level; PUT changes them.' },
  { path: '/debug/api_priority_and_fairness/*', meaning: 'The state of the request queues.' },
  { path: '/statusz', meaning: 'Build and uptime of the server.' },
  { path: '/flagz', meaning: 'The command-line flags of the server.' },
];
