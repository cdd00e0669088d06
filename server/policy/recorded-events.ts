import type { Stage } from '../kubernetes/audit.ts';
import { hasUnreadableTimeout, stagesOf } from '../kubernetes/long-running.ts';
import type { SampledRequest } from '../kubernetes/sampled-request.ts';
import type { Decision } from './evaluate.ts';
import { type RecordedBody, type RequestOutcome, requestBody, responseBody } from './recorded-bodies.ts';

/** An `audit.k8s.io/v1` event as far as it follows from the request: no ids, times, addresses or bodies. */
export interface RecordedEvent {
  readonly kind: 'Event';
  readonly apiVersion: 'audit.k8s.io/v1';
  readonly level: string;
  readonly stage: Stage;
  readonly requestURI?: string;
  readonly verb: string;
  readonly user: { readonly username?: string; readonly groups?: readonly string[] };
  readonly impersonatedUser?: { readonly username: string; readonly groups?: readonly string[] };
  readonly objectRef?: Readonly<Record<string, string>>;
}

/** One stage of a request: the event written, or why none is. */
export interface StagePreview {
  readonly stage: Stage;
  readonly omitted: boolean;
  readonly event: RecordedEvent;
  readonly requestObject: RecordedBody;
  readonly responseObject: RecordedBody;
}

const NOT_YET: RecordedBody = { recorded: false, reason: 'not at this stage' };

/**
 * The stages a request passes with the event of each (`pkg/endpoints/filters/audit.go`). At level None no event is
 * written; stages the policy omits are marked.
 */
export function previewStages(request: SampledRequest, decision: Decision, outcome: RequestOutcome = {}): readonly StagePreview[] {
  const { attributes } = request;
  const known: RequestOutcome = { ...(request.hasBody !== undefined && { hasBody: request.hasBody }), ...outcome };
  const stages =
    request.url !== undefined && hasUnreadableTimeout(attributes, request.url) ? (['ResponseStarted'] as const) : stagesOf(attributes);
  // an error is written whole before the stream it refuses would have begun
  const failed = known.code !== undefined && known.code >= 400;
  return stages.map((stage, i) => {
    const last = i === stages.length - 1;
    return {
      stage,
      omitted: decision.level === 'None' || decision.omitStages.includes(stage),
      event: eventOf(request, decision, stage),
      requestObject: stage === 'RequestReceived' ? NOT_YET : requestBody(decision.level, attributes, known),
      responseObject: last || (stage === 'ResponseStarted' && failed) ? responseBody(decision.level, attributes, known) : NOT_YET,
    };
  });
}

function eventOf(request: SampledRequest, decision: Decision, stage: Stage): RecordedEvent {
  const { attributes } = request;
  const impersonated = stage === 'RequestReceived' ? undefined : request.impersonated;
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: decision.level,
    stage,
    ...(request.url !== undefined && { requestURI: request.url }),
    verb: attributes.verb,
    user: attributes.user
      ? { username: attributes.user.name, ...(attributes.user.groups.length > 0 && { groups: attributes.user.groups }) }
      : {},
    ...(impersonated && {
      impersonatedUser: { username: impersonated.name, ...(impersonated.groups.length > 0 && { groups: impersonated.groups }) },
    }),
    ...(attributes.isResourceRequest && { objectRef: objectRef(request) }),
  };
}

/** In the key order of the API server; empty fields are left out, as there. */
function objectRef({ attributes, url }: SampledRequest): Readonly<Record<string, string>> {
  const { resource, namespace, name, apiGroup, subresource } = attributes;
  const apiVersion = attributes.apiVersion || versionIn(url ?? '', apiGroup);
  return Object.fromEntries(
    Object.entries({ resource, namespace, name, apiGroup, apiVersion, subresource }).filter(([, value]) => value !== ''),
  );
}

/** Attributes need not name a version, the request that has them does. */
const versionIn = (url: string, apiGroup: string): string => url.split('/')[apiGroup === '' ? 2 : 3] ?? '';
