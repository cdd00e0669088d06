import { parse, parseAllDocuments } from 'yaml';

/** A way to put a policy into a YAML file, and to get out again what a YAML reader sees there. */
export interface Carrier {
  readonly name: string;
  readonly write: (policy: string) => string;
  /** By the library, not by us: the embedded text, or the value of the mapping. */
  readonly read: (file: string) => unknown;
  /** Name under which it is found. */
  readonly part: string;
  readonly mapping?: true;
}

const indented = (text: string, by: number): string => text.replace(/^(?!\r?\n|$)/gm, ' '.repeat(by));

const configMap = (name: string, header: string, by: number): Carrier => ({
  name,
  write: policy =>
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  other: text\n  policy.yaml: ${header}\n${indented(policy, by)}\n  last: text\n`,
  read: file => parse(file).data['policy.yaml'],
  part: 'data.policy.yaml',
});

export const CARRIERS: readonly Carrier[] = [
  configMap('literal', '|', 4),
  configMap('literal, stripped, with a comment', '|-  # ours', 3),
  configMap('literal, kept, with its indentation', '|2+', 4),
  {
    name: 'literal at the end of a list in a second document',
    write: policy => `a: 1\n---\nwrite_files:\n- path: /etc/audit.yaml\n  content: |\n${indented(policy, 4)}`,
    read: file => parseAllDocuments(file)[1]!.toJS().write_files[0].content,
    part: 'write_files.0.content',
  },
  {
    name: 'folded, every line further in',
    write: policy => `options:\n  policy: >\n    # a line at the edge\n${indented(policy, 5)}\n  next: 1\n`,
    read: file => parse(parse(file).options.policy),
    part: 'options.policy',
    mapping: true,
  },
  {
    name: 'folded, with blank lines between',
    write: policy => `options:\n  policy: >-\n${indented(policy.replace(/\n(?=\S)/g, '\n\n'), 4)}\n  next: 1\n`,
    read: file => parse(file).options.policy,
    part: 'options.policy',
  },
  {
    name: 'double-quoted',
    write: policy => `machine:\n  files:\n    - content: ${JSON.stringify(policy)}\n      op: create\n`,
    read: file => parse(file).machine.files[0].content,
    part: 'machine.files.0.content',
  },
  {
    name: 'JSON file',
    write: policy => JSON.stringify({ kind: 'ConfigMap', data: { 'audit.yaml': policy } }, undefined, 2),
    read: file => JSON.parse(file).data['audit.yaml'],
    part: 'data.audit.yaml',
  },
  {
    name: 'literal in a literal',
    write: policy =>
      `data:\n  user-data: |\n    #cloud-config\n    write_files:\n      - path: /a\n        content: |\n${indented(policy, 10)}\n      - path: /b\n  z: 1\n`,
    read: file => parse(parse(file).data['user-data']).write_files[0].content,
    part: 'data.user-data.write_files.0.content',
  },
  {
    name: 'double-quoted in a literal',
    write: policy => `data:\n  values: |-\n    audit:\n      policy: ${JSON.stringify(policy)}\n`,
    read: file => parse(parse(file).data.values).audit.policy,
    part: 'data.values.audit.policy',
  },
  {
    name: 'mapping',
    write: policy => `cluster:\n  apiServer:\n    auditPolicy:\n${indented(policy, 6)}\n    image: x\n`,
    read: file => parse(file).cluster.apiServer.auditPolicy,
    part: 'cluster.apiServer.auditPolicy',
    mapping: true,
  },
  {
    name: 'mapping in a list',
    write: policy => `objects:\n- kind: Other\n- ${indented(policy, 2).trimStart()}\n- kind: Last\n`,
    read: file => parse(file).objects[1],
    part: 'objects.1',
    mapping: true,
  },
  {
    name: 'mapping in a literal',
    write: policy => `data:\n  values.yaml: |\n    auditPolicy:\n${indented(policy, 8)}\n    more: 1\n`,
    read: file => parse(parse(file).data['values.yaml']).auditPolicy,
    part: 'data.values.yaml.auditPolicy',
    mapping: true,
  },
];
