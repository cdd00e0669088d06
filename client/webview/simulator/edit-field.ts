import type { KnownResource } from '../../../server/protocol/language.ts';
import type { RequestAttributesView } from '../../../server/protocol/simulation.ts';

/** A field of a request that can be edited by itself; `resource` holds the subresource too, as in a policy. */
export type RequestField = 'verb' | 'resource' | 'apiGroup' | 'namespace' | 'name' | 'path';

/** The fields that a request has. */
export const fieldsOf = ({ isResourceRequest }: RequestAttributesView): readonly RequestField[] =>
  isResourceRequest ? ['verb', 'resource', 'apiGroup', 'namespace', 'name'] : ['verb', 'path'];

/** A field as text: `pods/exec`, and empty for the core group. */
export function fieldText(attributes: RequestAttributesView, field: RequestField): string {
  const { resource, subresource } = attributes;
  return field === 'resource' && subresource !== '' ? `${resource}/${subresource}` : attributes[field];
}

/** The request with one field changed. A resource brings its API group along where the one that stands there does not have it. */
export function withField(
  attributes: RequestAttributesView,
  field: RequestField,
  text: string,
  resources: readonly KnownResource[] = [],
): RequestAttributesView {
  const value = text.trim();
  if (field !== 'resource') return { ...attributes, [field]: value };
  const [resource = '', ...rest] = value.split('/');
  const found = resources.filter(known => known.name === value || known.name === resource);
  const fits = found.length === 0 || found.some(known => known.group === attributes.apiGroup);
  return { ...attributes, resource, subresource: rest.join('/'), apiGroup: fits ? attributes.apiGroup : found[0]!.group };
}

/** The text of a request: attributes in YAML, which anybody can go on editing. */
export function requestText(attributes: RequestAttributesView): string {
  const { verb, apiGroup, resource, subresource, namespace, name, path } = attributes;
  const fields = attributes.isResourceRequest ? { verb, apiGroup, resource, subresource, namespace, name } : { verb, path };
  const lines = Object.entries(fields).filter(([key, value]) => value !== '' || key === 'verb' || key === 'resource');
  return lines.map(([key, value]) => `${key}: ${scalar(value)}`).join('\n');
}

/** Plain where YAML 1.1 reads the text back as it is, else in quotes. */
const scalar = (text: string): string =>
  /^[A-Za-z/][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
