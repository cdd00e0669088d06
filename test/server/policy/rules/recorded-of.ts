import type { RequestAttributes } from '../../../../server/kubernetes/request-attributes.ts';
import type { Decision } from '../../../../server/policy/evaluate.ts';
import { requestBody, responseBody } from '../../../../server/policy/recorded-bodies.ts';

/** What is recorded of a request, whatever the level is called: Request without a body is Metadata. */
export function recordedOf({ level, rule, omitStages, omitManagedFields }: Decision, request: RequestAttributes) {
  if (level === 'None') return { level, rule };
  const bodies = requestBody(level, request).recorded || responseBody(level, request).recorded;
  return {
    level: level === 'Request' && !bodies ? 'Metadata' : level,
    rule,
    omitStages: [...omitStages].sort(),
    omitManagedFields: bodies && omitManagedFields,
  };
}
