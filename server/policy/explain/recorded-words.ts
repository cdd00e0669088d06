import { recordsBodies } from '../../kubernetes/audit.ts';
import { STREAM_SUBRESOURCES } from '../../kubernetes/stream-subresources.ts';
import type { RuleSpec } from '../policy-spec.ts';

const READS = new Set(['get', 'list', 'watch']);

/** What is recorded of the requests a rule decides, beside who, what and when. */
export function recordedWords(rule: RuleSpec, omitManagedFields: boolean): string {
  const { level, verbs } = rule;
  if (!recordsBodies(level)) return 'who, what, when, from where and the status; no bodies';
  const managed = omitManagedFields ? ', without managedFields' : '';
  if (isOnlyPaths(rule)) {
    return level === 'Request'
      ? 'as at Metadata, because no body sent to a path is recorded'
      : 'as at Metadata, and what discovery paths such as /api and /apis return';
  }
  if (onlyStreams(rule)) return 'as at Metadata, because the data of a stream is never recorded';
  if (verbs.length > 0 && verbs.every(v => READS.has(v))) return ofReads(rule, managed);
  const reads = verbs.length === 0 || verbs.some(v => READS.has(v));
  if (level === 'Request') return `as at Metadata, and the body the client sends${managed}${reads ? '; reads send none' : ''}`;
  return `as at Metadata, the body the client sends and the object the server returns${managed}${reads ? '; streams (watch, exec, log) have none' : ''}`;
}

function ofReads({ level, verbs }: RuleSpec, managed: string): string {
  if (level === 'Request') return 'as at Metadata, because reads send no body';
  if (verbs.every(v => v === 'watch')) return 'as at Metadata, because the data of a watch is never recorded';
  return `as at Metadata, and the objects and lists the server returns${managed}${verbs.includes('watch') ? '; a watch is a stream and has none' : ''}`;
}

const isOnlyPaths = (rule: RuleSpec) => rule.nonResourceURLs.length > 0 && rule.resources.length === 0 && rule.namespaces.length === 0;

const onlyStreams = (rule: RuleSpec) =>
  rule.resources.length > 0 &&
  rule.resources.every(
    e => e.resources.length > 0 && e.resources.every(r => r.includes('/') && STREAM_SUBRESOURCES.has(r.slice(r.indexOf('/') + 1))),
  );
