import type { Located } from '../../yaml/node.ts';
import type { RuleBody } from '../policy-rule.ts';
import { kept } from './kept.ts';

/** Connections into a container, opened by GET (WebSocket: kubectl since 1.30) or POST (SPDY); no other method is served. */
const STREAMS: ReadonlySet<string> = new Set(['pods/exec', 'pods/attach', 'pods/portforward']);

/** Words that people take for the verb of such a connection; none is the verb of a request. */
const STREAM_WORDS: Readonly<Record<string, string>> = {
  connect: 'pods/exec',
  exec: 'pods/exec',
  attach: 'pods/attach',
  portforward: 'pods/portforward',
  'port-forward': 'pods/portforward',
};

/** Items of a rule's entries for the core group. */
const coreItems = (body: RuleBody): readonly Located<string>[] =>
  body.resources.items.filter(e => (e.group?.value ?? '') === '' || e.group?.value === '*').flatMap(e => e.resources.items);

/** The streams that a rule names. */
export const streamItems = kept((body: RuleBody): readonly Located<string>[] => coreItems(body).filter(i => STREAMS.has(i.value)));

/** The bare `pods` of a rule. */
export const podsItems = kept((body: RuleBody): readonly Located<string>[] => coreItems(body).filter(i => i.value === 'pods'));

/** The stream that every verb of the rule is a word for, where the rule names pods or streams; undefined for other rules. */
export function streamByVerbs(body: RuleBody): string | undefined {
  const { items } = body.verbs;
  if (items.length === 0 || items.some(v => !Object.hasOwn(STREAM_WORDS, v.value))) return undefined;
  return streamItems(body).length + podsItems(body).length > 0 ? STREAM_WORDS[items[0]!.value] : undefined;
}
