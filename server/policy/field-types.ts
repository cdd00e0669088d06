/**
 * The Go types a policy is decoded into (`pkg/apis/audit/v1/types.go`, `apimachinery` ObjectMeta), as far as decoding
 * depends on them. `go` is the type's name in the server's messages.
 */
export type FieldType =
  | { readonly kind: 'string'; readonly go: string }
  | { readonly kind: 'bool'; readonly go: 'bool' }
  | { readonly kind: 'int64'; readonly go: 'int64' }
  | { readonly kind: 'time'; readonly go: 'v1.Time' }
  | { readonly kind: 'any'; readonly go: string }
  | { readonly kind: 'list'; readonly go: string; readonly of: FieldType }
  | { readonly kind: 'map'; readonly go: string; readonly of: FieldType }
  | { readonly kind: 'struct'; readonly go: string; readonly name: string; readonly fields: Readonly<Record<string, FieldType>> };

const string: FieldType = { kind: 'string', go: 'string' };
const bool: FieldType = { kind: 'bool', go: 'bool' };
const int64: FieldType = { kind: 'int64', go: 'int64' };
const time: FieldType = { kind: 'time', go: 'v1.Time' };
const list = (of: FieldType): FieldType => ({ kind: 'list', go: `[]${of.go}`, of });
const map = (of: FieldType): FieldType => ({ kind: 'map', go: `map[string]${of.go}`, of });
const struct = (name: string, fields: Record<string, FieldType>): FieldType => ({ kind: 'struct', go: `v1.${name}`, name, fields });

const stages = list({ kind: 'string', go: 'v1.Stage' });

const groupResources = struct('GroupResources', { group: string, resources: list(string), resourceNames: list(string) });

export const POLICY_RULE_TYPE = struct('PolicyRule', {
  level: { kind: 'string', go: 'v1.Level' },
  users: list(string),
  userGroups: list(string),
  verbs: list(string),
  resources: list(groupResources),
  namespaces: list(string),
  nonResourceURLs: list(string),
  omitStages: stages,
  omitManagedFields: bool,
});

const ownerReference = struct('OwnerReference', {
  apiVersion: string,
  kind: string,
  name: string,
  uid: { kind: 'string', go: 'types.UID' },
  controller: bool,
  blockOwnerDeletion: bool,
});

const managedFields = struct('ManagedFieldsEntry', {
  manager: string,
  operation: { kind: 'string', go: 'v1.ManagedFieldsOperationType' },
  apiVersion: string,
  time,
  fieldsType: string,
  fieldsV1: { kind: 'any', go: 'v1.FieldsV1' },
  subresource: string,
});

const objectMeta = struct('ObjectMeta', {
  name: string,
  generateName: string,
  namespace: string,
  selfLink: string,
  uid: { kind: 'string', go: 'types.UID' },
  resourceVersion: string,
  generation: int64,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: int64,
  labels: map(string),
  annotations: map(string),
  ownerReferences: list(ownerReference),
  finalizers: list(string),
  managedFields: list(managedFields),
});

export const POLICY_TYPE = struct('Policy', {
  kind: string,
  apiVersion: string,
  metadata: objectMeta,
  rules: list(POLICY_RULE_TYPE),
  omitStages: stages,
  omitManagedFields: bool,
});
