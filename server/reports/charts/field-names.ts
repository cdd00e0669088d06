import type { Filter, FilterField } from '../../protocol/log.ts';
import { countryName } from './cell-text.ts';
import { visibleText } from './visible-text.ts';

/** What a field is called on screen. */
export const FIELD_NAMES: Readonly<Record<FilterField, string>> = {
  namespace: 'namespace',
  user: 'user',
  status: 'status',
  verb: 'verb',
  apiGroup: 'API group',
  resource: 'resource',
  subresource: 'subresource',
  name: 'name',
  stage: 'stage',
  level: 'level',
  address: 'address',
  country: 'country',
  userAgent: 'user agent',
  auditID: 'audit ID',
};

/** A value of a field as it is shown; the empty one means that the field is absent. */
export function valueText(field: FilterField, value: string): string {
  if (value === '') return field === 'apiGroup' ? 'core' : '(none)';
  return field === 'country' ? countryName(value) : visibleText(value);
}

/** A condition in words: `status: 403`, `user: not alice`. */
export const filterText = ({ field, value, exclude }: Filter): string =>
  `${FIELD_NAMES[field]}: ${exclude ? 'not ' : ''}${valueText(field, value)}`;
