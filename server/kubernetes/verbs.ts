/** A request verb with its meaning in one sentence. */
export interface VerbMeaning {
  readonly verb: string;
  readonly meaning: string;
}

/**
 * The verbs of resource requests, as kube-apiserver derives them from method and URL
 * (`pkg/endpoints/request/requestinfo.go`). A policy compares them literally: there is no wildcard and no other case.
 */
export const RESOURCE_VERBS: readonly VerbMeaning[] = [
  { verb: 'get', meaning: 'Reads one object by name (GET or HEAD); also how WebSocket clients open exec, attach and port-forward.' },
  { verb: 'list', meaning: 'Reads a collection (GET or HEAD without a name).' },
  { verb: 'watch', meaning: 'Follows changes (`watch=true` on a collection, or the legacy `/watch/` path); long-running.' },
  {
    verb: 'create',
    meaning: 'Creates an object (POST); on a subresource an action such as eviction, token, binding, or exec of an older client.',
  },
  { verb: 'update', meaning: 'Replaces an object (PUT); it can also create one.' },
  { verb: 'patch', meaning: 'Changes part of an object (PATCH); server-side apply and `kubectl apply` of an existing object are patches.' },
  { verb: 'delete', meaning: 'Deletes one object by name (DELETE).' },
  {
    verb: 'deletecollection',
    meaning: 'Deletes a collection in one request (DELETE without a name); kubectl never sends it, controllers do.',
  },
  {
    verb: 'proxy',
    meaning: 'Only the removed legacy path `/api/v1/proxy/…`; proxied requests of today carry get, create, … on the subresource `proxy`.',
  },
];

/**
 * The verbs of non-resource requests: the HTTP method in lower case. HEAD and OPTIONS are not folded into `get`.
 */
export const NON_RESOURCE_VERBS: readonly VerbMeaning[] = [
  { verb: 'get', meaning: 'HTTP GET of a path that is no resource: health, metrics, discovery, OpenAPI.' },
  { verb: 'head', meaning: 'HTTP HEAD; stays `head` on paths, while it counts as get or list on resources.' },
  { verb: 'post', meaning: 'HTTP POST to a path; kube-apiserver itself serves none, extensions and profiling may.' },
  { verb: 'put', meaning: 'HTTP PUT to a path, for example `/debug/flags/v` which sets the log level.' },
  { verb: 'patch', meaning: 'HTTP PATCH to a path.' },
  { verb: 'delete', meaning: 'HTTP DELETE of a path.' },
  { verb: 'options', meaning: 'HTTP OPTIONS of a path, as browsers ask before a cross-origin request.' },
];

/** Verbs of authorization (RBAC) that never occur in a request: in an audit policy they match nothing. */
export const AUTHORIZATION_ONLY_VERBS: readonly VerbMeaning[] = [
  { verb: 'use', meaning: 'An RBAC check inside another request (pod security policies, classes); no request carries it.' },
  { verb: 'bind', meaning: 'An RBAC check when a role binding is written; the request is create, update or patch of the binding.' },
  { verb: 'escalate', meaning: 'An RBAC check when a role is written; the request is create, update or patch of the role.' },
  { verb: 'impersonate', meaning: 'An RBAC check on a request with Impersonate headers; the request keeps its own verb.' },
  {
    verb: 'approve',
    meaning: 'An RBAC check when a certificate is approved; the request is update of certificatesigningrequests/approval.',
  },
  { verb: 'sign', meaning: 'An RBAC check when a certificate is signed; the request is update of certificatesigningrequests/status.' },
  { verb: 'attest', meaning: 'An RBAC check on cluster trust bundles; the request is create or update of the bundle.' },
  {
    verb: 'connect',
    meaning: 'What admission calls exec, attach, port-forward and proxy; the request is get or create on the subresource.',
  },
  { verb: 'redirect', meaning: 'A legacy path prefix that was removed; such a URL is read as a resource named redirect.' },
];

const resourceVerbs = new Set(RESOURCE_VERBS.map(entry => entry.verb));
const nonResourceVerbs = new Set(NON_RESOURCE_VERBS.map(entry => entry.verb));

/** Whether a resource request can carry this verb, spelled exactly so. */
export const isResourceVerb = (verb: string): boolean => resourceVerbs.has(verb);

/** Whether a usual non-resource request carries this verb, spelled exactly so (any HTTP method in lower case is possible). */
export const isNonResourceVerb = (verb: string): boolean => nonResourceVerbs.has(verb);
