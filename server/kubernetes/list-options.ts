import { requiredValue } from './field-selector.ts';
import { isInteger64, isLabelSelector } from './label-selector.ts';
import { unescapeQuery } from './request-uri.ts';

/** What the query of a GET without a name decides about its attributes. */
export interface ListOptions {
  readonly watch: boolean;
  /** From an exact `metadata.name` in the field selector; empty without one. */
  readonly name: string;
}

const NO_OPTIONS: ListOptions = { watch: false, name: '' };

/**
 * Reads a raw query as kube-apiserver does for request attributes: Go's `url.ParseQuery` (a part with `;` or a bad
 * escape is dropped, the first value counts), then the conversion to `metav1.ListOptions`. Where any option cannot be
 * read, only `watch` is looked at.
 */
export function listOptionsOf(query: string): ListOptions {
  if (query === '') return NO_OPTIONS;
  let watch: string | undefined;
  let fieldSelector: string | undefined;
  let labelSelector: string | undefined;
  let limit: string | undefined;
  let timeoutSeconds: string | undefined;
  for (let start = 0; start <= query.length; ) {
    const found = query.indexOf('&', start);
    const end = found < 0 ? query.length : found;
    const part = query.slice(start, end);
    start = end + 1;
    if (part === '' || part.includes(';')) continue;
    const equals = part.indexOf('=');
    const key = unescapeQuery(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : unescapeQuery(part.slice(equals + 1));
    if (value === undefined) continue;
    if (key === 'watch') watch ??= value;
    else if (key === 'fieldSelector') fieldSelector ??= value;
    else if (key === 'labelSelector') labelSelector ??= value;
    else if (key === 'limit') limit ??= value;
    else if (key === 'timeoutSeconds') timeoutSeconds ??= value;
  }
  const watching = watch !== undefined && watch !== '0' && watch.toLowerCase() !== 'false';
  const readable =
    (limit === undefined || isInteger64(limit)) &&
    (timeoutSeconds === undefined || isInteger64(timeoutSeconds)) &&
    (labelSelector === undefined || isLabelSelector(labelSelector));
  const name = readable && fieldSelector !== undefined ? requiredValue(fieldSelector, 'metadata.name') : undefined;
  return { watch: watching, name: name && isPathSegment(name) ? name : '' };
}

/** Whether a text can be a name in a path (`content.IsPathSegmentName`). */
const isPathSegment = (name: string): boolean => name !== '.' && name !== '..' && !name.includes('/') && !name.includes('%');
