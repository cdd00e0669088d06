import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { moveFinding, type TextEdit } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { joined } from './joined.ts';
import { appendItem } from './list-edits.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';
import { type SourceText, trimmed } from './source-text.ts';
import { podsItems, streamByVerbs, streamItems } from './stream-resources.ts';
import { replaceValue } from './value-edits.ts';

export const execVerbs: WholePolicyLint = {
  id: 'exec-verbs',
  category: 'security',
  level: 'warning',
  summary: 'A rule about exec, attach or port-forward whose verbs miss how clients open them, or that names only `pods`.',
  checkPolicy: policy =>
    policy.rules.flatMap(rule => {
      const { body, offset, index } = rule;
      if (body.verbs.items.length === 0 || (streamItems(body).length === 0 && podsItems(body).length === 0)) return [];
      const source = { text: policy.text, offset };
      return [...checkPods(source, body), ...checkStreams(source, policy, rule)].map(r => moveFinding(r, offset, index));
    }),
};

/** `pods` with verbs such as `connect` or `exec`. */
function checkPods(source: SourceText, body: RuleBody): Reported[] {
  const stream = streamByVerbs(body);
  if (!stream) return [];
  const words = joined(
    body.verbs.items.map(v => `"${v.value}"`),
    'or',
  );
  return podsItems(body).map(item => {
    const edits = [replaceValue(source, item, stream), openingVerbs(source, body)];
    return {
      range: item.range,
      message: `No request on pods has the verb ${words}, so this rule matches nothing. A connection into a container is a request on ${stream} with the verb get or create.`,
      fixes: edits.every(e => e !== undefined) ? [{ title: `Change to ${stream} with get and create`, edits, safe: false }] : [],
    };
  });
}

/** The edit that makes the verbs those that open a stream. */
const openingVerbs = (source: SourceText, { verbs }: RuleBody): TextEdit => ({
  range: trimmed(source, verbs.range),
  newText: '["get", "create"]',
});

function checkStreams(source: SourceText, policy: PolicyDocument, rule: PolicyRule): Reported[] {
  const { body } = rule;
  const items = streamItems(body);
  const [get, create] = ['get', 'create'].map(verb => body.verbs.items.some(v => v.value === verb));
  if (items.length === 0 || (get && create)) return [];
  if (!get && !create) {
    const fixes = streamByVerbs(body)
      ? [{ title: 'Set the verbs to get and create', edits: [openingVerbs(source, body)], safe: false }]
      : [];
    return items.map(({ value, range }) => ({
      range,
      message: `${value} is only ever requested with get or create, and this rule's verbs have neither, so this item matches nothing. Name both verbs.`,
      fixes,
    }));
  }
  return missingVerb(source, policy, rule, get ? 'create' : 'get');
}

const CLIENTS = {
  get: 'clients that use WebSockets (kubectl since 1.30)',
  create: 'clients that use SPDY (older ones, and where a WebSocket is refused)',
};

/** One of the two verbs is missing; told where what is recorded then depends on the client. */
function missingVerb(source: SourceText, policy: PolicyDocument, rule: PolicyRule, missing: 'get' | 'create'): Reported[] {
  const { body, index } = rule;
  if (body.level?.value === 'None') return [];
  const present = missing === 'get' ? 'create' : 'get';
  const missed = streamItems(body).filter(({ value }) => {
    if (decidingRule(policy, openStream(policy, body, value, present))?.index !== index) return false;
    return !recordsAlike(rule, decidingRule(policy, openStream(policy, body, value, missing)));
  });
  if (missed.length === 0) return [];
  const other = decidingRule(policy, openStream(policy, body, missed[0]!.value, missing));
  const instead =
    other === undefined || other.body.level?.value === 'None'
      ? 'is not recorded'
      : `is recorded at ${other.body.level?.value} by rule ${other.index + 1}`;
  const names = joined(
    missed.map(i => i.value),
    'and',
  );
  const onlyStreams = body.resources.items.every(
    e => e.resources.items.length > 0 && e.resources.items.every(i => streamItems(body).includes(i)),
  );
  const edit = onlyStreams ? appendItem(source, body.verbs, missing) : undefined;
  return [
    {
      range: body.verbs.key ?? body.verbs.range,
      message: `This rule misses ${names} of ${CLIENTS[missing]}: their verb is ${missing}, and that ${instead}. Add "${missing}" to verbs${onlyStreams ? '' : ', in a rule of its own if the other resources are not meant'}.`,
      fixes: edit ? [{ title: `Add "${missing}" to verbs`, edits: [edit], safe: false }] : [],
    },
  ];
}

function openStream(policy: PolicyDocument, body: RuleBody, item: string, verb: string): RequestAttributes {
  const [resource, subresource] = item.split('/') as [string, string];
  const entry = body.resources.items.find(e => e.resources.items.some(i => i.value === item));
  const name = entry?.resourceNames.items[0]?.value ?? 'example';
  const namespace = body.namespaces.items[0]?.value ?? sampleNamespace(policy);
  return {
    isResourceRequest: true,
    verb,
    apiGroup: '',
    apiVersion: 'v1',
    resource,
    subresource,
    namespace,
    name,
    path: '',
    user: sampleUser(body),
  };
}

/** Whether two rules leave the same in the log of a stream, which has no bodies. */
function recordsAlike({ body }: PolicyRule, other: PolicyRule | undefined): boolean {
  const stages = (b: RuleBody) => [...new Set(b.omitStages.items.map(s => s.value))].sort().join();
  return other !== undefined && other.body.level?.value === body.level?.value && stages(other.body) === stages(body);
}
