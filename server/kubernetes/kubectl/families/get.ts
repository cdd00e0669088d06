import { type ApiRequest, list } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import type { CommandRequests, Invocation } from '../invocation.ts';
import { rawRequest } from '../raw.ts';
import { type Found, find, selectorsOf, targetsOf } from '../selection.ts';

/** `get`: a list or one get per name; with `-w` the watch that follows. */
export const getRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const raw = flagText(flags, 'raw');
  if (raw !== undefined) return [rawRequest('GET', raw)];
  const targets = targetsOf(invocation, args, 'implied');
  const listed = targets.filter(target => target.name === '');
  const watching = flagIsSet(flags, 'watch') || flagIsSet(flags, 'watch-only');
  if (watching && listed.length > 1) return fail('only one resource type can be watched at a time');
  const subresource = flagText(flags, 'subresource') ?? '';
  if (subresource !== '' && listed.length > 0) return fail('--subresource needs the name of an object');
  const found = find(invocation, targets, { subresource, query: listQuery(invocation) });
  const reads = found.map(({ read }) => read);
  const [only] = found;
  return watching && found.length === 1 && only ? [...reads, watchOf(invocation, only)] : reads;
};

function listQuery({ flags }: Invocation): { readonly limit?: string; readonly includeObject?: string } {
  const output = flagText(flags, 'output') ?? '';
  if (flagText(flags, 'sort-by') === undefined) return limitQuery(flagText(flags, 'chunk-size'));
  return output === '' || output === 'wide' ? { includeObject: 'Object' } : {};
}

/** The `limit` of a list that kubectl reads in chunks. */
export const limitQuery = (chunkSize = '500'): { readonly limit?: string } => (chunkSize === '0' ? {} : { limit: chunkSize });

function watchOf(invocation: Invocation, { object, listed }: Found): ApiRequest {
  const collection = { type: object.type, namespace: object.namespace === '<namespace>' ? '' : object.namespace };
  return listed
    ? list(collection, { ...selectorsOf(invocation), resourceVersion: '<resourceVersion>', watch: 'true' })
    : list(collection, { fieldSelector: `metadata.name=${object.name}`, resourceVersion: '0', watch: 'true' });
}
