import type { Fix } from '../../lint/finding.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { newlineAt } from './source-text.ts';

/** A policy shorter than this is for a purpose of its own. */
const WHOLE_POLICY = 5;

export const requestReceivedKept: WholePolicyLint = {
  id: 'request-received-kept',
  category: 'noise',
  level: 'hint',
  summary: 'A policy of several rules that records every request twice: when it arrives, and when it is answered.',
  checkPolicy: policy => {
    const recording = policy.rules.filter(r => r.body.level && r.body.level.value !== 'None');
    const omits = (list: { readonly items: readonly { readonly value: string }[] }) => list.items.some(s => s.value === 'RequestReceived');
    if (policy.rules.length < WHOLE_POLICY || !policy.rulesKey || omits(policy.omitStages)) return [];
    const kept = recording.filter(r => !omits(r.body.omitStages));
    if (kept.length < recording.length || kept.length === 0) return [];
    const message =
      'Every request is recorded twice: at RequestReceived, and again with its answer at ResponseComplete. Omit RequestReceived for half the volume; only requests that never end are then unseen.';
    return [{ range: policy.rulesKey, message, fixes: omitted(policy, policy.rulesKey.start) }];
  },
};

/** In a block-style policy that omits no stage yet: the field before `rules`. */
function omitted(policy: PolicyDocument, at: number): Fix[] {
  const { text, omitStages } = policy;
  if (omitStages.key || (at > 0 && text[at - 1] !== '\n')) return [];
  const edit = { range: { start: at, end: at }, newText: `omitStages: ["RequestReceived"]${newlineAt({ text, offset: 0 }, at)}` };
  return [{ title: 'Omit RequestReceived', edits: [edit], safe: false }];
}
