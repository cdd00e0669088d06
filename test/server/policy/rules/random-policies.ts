import fc from 'fast-check';

interface RandomEntry {
  readonly group?: string;
  readonly resources: readonly (string | null)[];
  readonly resourceNames: readonly (string | null)[];
}

interface RandomRule {
  readonly level: string;
  readonly lists: Readonly<Record<string, readonly (string | null)[]>>;
  readonly entries: readonly RandomEntry[];
}

const list = (values: readonly (string | null)[], maxLength = 3) => fc.array(fc.constantFrom(...values), { maxLength });
const rarely = <T>(value: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ arbitrary: value, weight: 1 }, { arbitrary: fc.constant(otherwise), weight: 2 });

const VERBS = [
  'get',
  'list',
  'create',
  'update',
  'delete',
  'GET',
  'POST',
  'Delete',
  '*',
  'apply',
  'connect',
  'exec',
  'impersonate',
  'deletecollection',
  null,
];
const RESOURCES = [
  'pods',
  'secrets',
  'nodes',
  'pods/exec',
  'pods/*',
  '*',
  '*/*',
  '*/status',
  'po',
  'Secret',
  'deployments',
  'config*',
  'serviceaccounts/token',
  'pods/',
  'pods/logs',
  '',
  null,
];
const GROUPS = ['', '', 'apps', 'core', 'rbac', '*', 'example.com', 'authentication.k8s.io'];
const PATHS = ['/healthz', '/healthz*', '/api*', '/api/v1/pods', '*', '/*', '/apis/apps/v1/deployments*'];

const entry: fc.Arbitrary<RandomEntry> = fc
  .tuple(fc.option(fc.constantFrom(...GROUPS), { nil: undefined, freq: 6 }), list(RESOURCES), rarely(list(['x', '*', '', null], 2), []))
  .map(([group, resources, names]) => ({
    ...(group !== undefined && { group }),
    resources,
    resourceNames: resources.length > 0 ? names : [],
  }));

const rule: fc.Arbitrary<RandomRule> = fc
  .record({
    level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
    users: rarely(list(['alice', '*', 'system:node:*', 'system:serviceaccount:kube-system:*'], 2), []),
    userGroups: rarely(list(['dev', 'system:nodes', '*'], 2), []),
    verbs: rarely(
      fc.oneof(
        { arbitrary: list(VERBS), weight: 4 },
        { arbitrary: fc.constantFrom(['create'], ['create', 'deletecollection']), weight: 1 },
      ),
      [],
    ),
    namespaces: rarely(list(['shop', '', 'kube-*', '*', null], 2), []),
    entries: fc.array(entry, { maxLength: 3 }),
    paths: list(PATHS, 2),
    omitStages: rarely(fc.subarray(['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic']), []),
  })
  .map(({ level, entries, paths, namespaces, users, userGroups, verbs, omitStages }) => {
    const forPaths = entries.length === 0 && namespaces.length === 0;
    return { level, entries, lists: { users, userGroups, verbs, namespaces, nonResourceURLs: forPaths ? paths : [], omitStages } };
  });

/** Decides how each part is written, one number after the other. */
type Style = (choices: number) => number;

function scalar(value: string | null, style: Style): string {
  if (value === null) return '~';
  const plain = /^[a-zA-Z][\w:/.-]*$/.test(value) && !value.endsWith(':');
  return [JSON.stringify(value), `'${value}'`, plain ? value : JSON.stringify(value)][style(3)]!;
}

function listText(items: readonly (string | null)[], indent: string, style: Style): string {
  if (style(2) === 0) return ` [${items.map(i => scalar(i, style)).join(', ')}]\n`;
  return `\n${items.map(i => `${indent}- ${scalar(i, style)}${style(5) === 0 ? ' # why' : ''}\n`).join('')}`;
}

function entryText({ group, resources, resourceNames }: RandomEntry, indent: string, style: Style): string {
  const fields: [string, string | readonly (string | null)[]][] = [];
  if (group !== undefined) fields.push(['group', group]);
  if (resources.length > 0) fields.push(['resources', resources]);
  if (resourceNames.length > 0) fields.push(['resourceNames', resourceNames]);
  const flow = (value: string | readonly (string | null)[]) =>
    typeof value === 'string' ? scalar(value, style) : `[${value.map(v => scalar(v, style)).join(', ')}]`;
  if (fields.length === 0 || style(3) === 0) return `${indent}- {${fields.map(([k, v]) => `${k}: ${flow(v)}`).join(', ')}}\n`;
  return fields
    .map(([key, value], i) => {
      const lead = `${indent}${i === 0 ? '- ' : '  '}${key}:`;
      return lead + (typeof value === 'string' ? ` ${scalar(value, style)}\n` : listText(value, `${indent}    `, style));
    })
    .join('');
}

function ruleText({ level, lists, entries }: RandomRule, style: Style): string {
  const fields = Object.entries(lists).flatMap(([key, items]) => (items.length > 0 ? [`${key}:${listText(items, '      ', style)}`] : []));
  if (entries.length > 0) fields.push(`resources:\n${entries.map(e => entryText(e, '      ', style)).join('')}`);
  fields.splice(style(fields.length + 1), 0, `level: ${level}\n`);
  const comment = style(4) === 0 ? '  # about this rule\n' : '';
  return comment + fields.map((field, i) => `${i === 0 ? '  - ' : '    '}${field}`).join('');
}

const asJson = (rules: readonly RandomRule[]) =>
  JSON.stringify(
    {
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      rules: rules.map(({ level, lists, entries }) => ({ level, ...lists, resources: entries })),
    },
    undefined,
    1,
  );

/** Policies as people write them, in block and flow style and as JSON, with the mistakes that lint rules are about. */
export const randomPolicy: fc.Arbitrary<string> = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(59), { minLength: 30, maxLength: 30 }), fc.nat(9))
  .map(([rules, choices, form]) => {
    if (form === 0) return asJson(rules);
    let at = 0;
    const style: Style = count => choices[at++ % choices.length]! % count;
    const text = `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules.map(r => ruleText(r, style)).join('')}`;
    return form === 1 ? text.replaceAll('\n', '\r\n') : form === 2 ? text.trimEnd() : text;
  });
