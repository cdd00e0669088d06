import { STREAM_SUBRESOURCES } from '../../kubernetes/stream-subresources.ts';
import { joined } from './joined.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { changeTo } from './value-edits.ts';

export const bodyLevelOnStreams: SingleRuleLint = {
  id: 'body-level-on-streams',
  category: 'style',
  level: 'information',
  summary: 'Level Request or RequestResponse on exec, attach, port-forward, log or proxy only, which have no recorded body.',
  checkRule: (body, context) => {
    const { level, resources, verbs } = body;
    if (level?.value !== 'Request' && level?.value !== 'RequestResponse') return [];
    const items = resources.items.flatMap(e => e.resources.items);
    const allNamed = resources.items.length > 0 && resources.items.every(e => e.resources.items.length > 0);
    if (!allNamed || !items.every(i => STREAM_SUBRESOURCES.has(resourcePattern(i.value)?.subresource ?? ''))) return [];
    // reads at Request are told by request-level-on-reads
    if (level.value === 'Request' && verbs.items.length > 0 && verbs.items.every(v => ['get', 'list', 'watch'].includes(v.value)))
      return [];
    const [fix] = changeTo(context, level, 'Metadata');
    const rest = level.value === 'Request' ? 'Say Metadata.' : 'RequestResponse adds only the answers of failed ones. Say Metadata.';
    const names = joined([...new Set(items.map(i => i.value))], 'and');
    const url = names.includes('/exec') ? ' The command of an exec is in its URL, which Metadata records too.' : '';
    const message = `No body is recorded of requests on ${names}: they are streams.${url} ${rest}`;
    return [{ range: level.range, message, fixes: fix ? [{ ...fix, safe: level.value === 'Request' }] : [] }];
  },
};
