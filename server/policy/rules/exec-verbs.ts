import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import type { RuleBody } from '../policy-rule.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

/** Streams into a container: opened by GET (WebSocket, kubectl since 1.30) or POST (SPDY). */
const STREAMS = new Set(['pods/exec', 'pods/attach', 'pods/portforward']);
/** Words that tell the rule is about streams; none is a verb of a request. */
const STREAM_WORDS: Readonly<Record<string, string>> = { connect: 'exec', exec: 'exec', attach: 'attach', portforward: 'portforward', 'port-forward': 'portforward' };

export const execVerbs: SingleRuleLint = {
  id: 'exec-verbs',
  category: 'security',
  level: 'warning',
  summary: 'exec, attach or port-forward with a verb list that misses how clients open them, or meant by a bare `pods`.',
  checkRule: body => {
    const verbs = body.verbs.items.map(v => v.value);
    if (verbs.length === 0) return [];
    const core = body.resources.items.filter(e => (e.group?.value ?? '') === '' || e.group?.value === '*').flatMap(e => e.resources.items);
    return core.flatMap(item => (STREAMS.has(item.value) ? checkStream(item, body, verbs) : item.value === 'pods' ? checkPods(item, verbs) : []));
  },
};

function checkStream(item: Located<string>, body: RuleBody, verbs: readonly string[]): Reported[] {
  const [get, create] = [verbs.includes('get'), verbs.includes('create')];
  if (get && create) return [];
  const range = body.verbs.key ?? item.range;
  const last = body.verbs.items.at(-1)!;
  const quoted = last.range.end - last.range.start === last.value.length + 2;
  const add = (verb: string) => ({
    title: `Add "${verb}"`,
    edits: [{ range: last.range, newText: `${quoted ? JSON.stringify(last.value) : last.value}, ${quoted ? JSON.stringify(verb) : verb}` }],
    safe: false,
  });
  const flow = body.node.kind === 'mapping' && body.node.entries.some(e => e.key === 'verbs' && e.value.kind === 'sequence' && e.value.flow);
  if (!get && !create) {
    return [{ range: item.range, message: `${item.value} is only ever requested with get (WebSocket) or create (SPDY), and the rule's verbs have neither: this item matches nothing.` }];
  }
  const missing = get ? 'create' : 'get';
  const who = get ? 'older clients (SPDY) send create' : 'kubectl since 1.30 opens a WebSocket, which is get';
  return [{ range, message: `${item.value} is missed where the client opens it the other way: ${who}. Add "${missing}" to verbs.`, fixes: flow ? [add(missing)] : [] }];
}

function checkPods(item: Located<string>, verbs: readonly string[]): Reported[] {
  const meant = verbs.map(v => STREAM_WORDS[v]);
  if (meant.some(m => m === undefined)) return [];
  const resource = `pods/${meant[0]}`;
  return [{ range: item.range, message: `"pods" does not include its subresources, and no request on pods has the verb ${verbs.map(v => `"${v}"`).join(' or ')}: this rule matches nothing. Write "${resource}" with the verbs get and create.`, fixes: [changeTo(item, resource)] }];
}
