import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-edits.ts';

const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

export const requestLevelOnReads: SingleRuleLint = {
  id: 'request-level-on-reads',
  category: 'style',
  level: 'information',
  summary: 'Level Request on reads only, whose requests have no body: it records what Metadata records.',
  checkRule: (body, context) => {
    const verbs = body.verbs.items;
    if (body.level?.value !== 'Request' || verbs.length === 0 || !verbs.every(v => READS.has(v.value))) return [];
    // paths are told by body-level-on-paths
    if (body.nonResourceURLs.items.length > 0) return [];
    const [fix] = changeTo(context, body.level, 'Metadata');
    const message =
      'A get, list or watch sends no body, so Request records what Metadata records. Say Metadata, or RequestResponse where the answers are wanted.';
    return [{ range: body.level.range, message, fixes: fix ? [{ ...fix, safe: true }] : [] }];
  },
};
