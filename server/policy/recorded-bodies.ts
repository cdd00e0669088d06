import { type Level, recordsBodies } from '../kubernetes/audit.ts';
import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import { STREAM_SUBRESOURCES } from '../kubernetes/stream-subresources.ts';

/** Whether an event carries a body, and why or why not, in words that follow "responseObject: ". */
export interface RecordedBody {
  readonly recorded: boolean;
  readonly reason: string;
}

/** What is known of how a request ends; absent means the usual case, success. */
export interface RequestOutcome {
  /** HTTP status code. */
  readonly code?: number;
  /** Whether the client sent a body; absent means as kubectl does. */
  readonly hasBody?: boolean;
}

const no = (reason: string): RecordedBody => ({ recorded: false, reason });
const yes = (reason: string): RecordedBody => ({ recorded: true, reason });

/** Groups that aggregated API servers serve in practice; kube-apiserver forwards such requests undecoded. */
const AGGREGATED = /(^|\.)metrics\.k8s\.io$/;

const BODY_VERBS = new Set(['create', 'update', 'patch']);
const DELETE_VERBS = new Set(['delete', 'deletecollection']);
/** Refused before the body was decoded (authorization, route, media type). */
const UNDECODED_CODES = new Set([401, 403, 405, 406, 413, 415, 429]);

/**
 * Whether the last event of a request carries `requestObject` at a level (`pkg/audit/request.go`, reference section 3.2
 * and 5.3). Earlier stages never do.
 */
export function requestBody(level: Level, request: RequestAttributes, outcome: RequestOutcome = {}): RecordedBody {
  if (!recordsBodies(level)) return no(`level ${level} leaves bodies out`);
  if (!request.isResourceRequest) return no('requests that are not about resources have no decoded body');
  if (outcome.code !== undefined && UNDECODED_CODES.has(outcome.code))
    return no(`the request was answered ${outcome.code} before its body was decoded`);
  if (STREAM_SUBRESOURCES.has(request.subresource)) return no(`${request.subresource} is a stream, not an object`);
  if (AGGREGATED.test(request.apiGroup)) return no('an aggregated API server decodes the body, kube-apiserver does not see it');
  if (BODY_VERBS.has(request.verb)) return yes(request.verb === 'patch' ? 'the patch document' : 'the object as decoded, defaults applied');
  if (DELETE_VERBS.has(request.verb)) return outcome.hasBody === false ? no('the client sent no DeleteOptions') : yes('the DeleteOptions');
  return no(`${request.verb || 'this request'} sends no body`);
}

/** Whether the last event of a request carries `responseObject` at a level. */
export function responseBody(level: Level, request: RequestAttributes, outcome: RequestOutcome = {}): RecordedBody {
  if (level !== 'RequestResponse') return no(`level ${level} leaves the response out`);
  const failed = outcome.code !== undefined && outcome.code >= 400;
  if (request.user === null) return yes('the Status of the failed authentication');
  if (failed) return yes('the Status');
  if (!request.isResourceRequest) return discovers(request) ? yes('the discovery document') : no('this path answers with no object');
  if (request.verb === 'watch') return no('a watch answers with a stream');
  if (STREAM_SUBRESOURCES.has(request.subresource)) return no(`${request.subresource} answers with a stream`);
  if (AGGREGATED.test(request.apiGroup)) return no('an aggregated API server writes the answer, kube-apiserver does not see it');
  if (DELETE_VERBS.has(request.verb)) return yes('a Status or the deleted object');
  return yes(request.verb === 'list' ? 'the list (a Table for kubectl get)' : 'the object');
}

const discovers = (request: RequestAttributes): boolean => {
  if (request.verb !== 'get') return false;
  const parts = request.path.split('/').filter(p => p !== '');
  if (parts[0] === 'api') return parts.length <= 2;
  return parts[0] === 'apis' && parts.length <= 3 && !AGGREGATED.test(parts[1] ?? '');
};
