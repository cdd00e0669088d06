import { type ApiRequest, patch } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import { type CommandRequests, dryRunOf, fieldValidationOf, writeQuery } from '../invocation.ts';
import { find, targetsOf } from '../selection.ts';

/** `edit`: every object is read, then patched where the editor changed it. */
export const editRequests: CommandRequests = invocation => {
  const subresource = flagText(invocation.flags, 'subresource') ?? '';
  const found = find(invocation, targetsOf(invocation, invocation.args, 'implied'), { subresource });
  const query = writeQuery(invocation, 'kubectl-edit', { fieldValidation: fieldValidationOf(invocation) });
  return [...found.map(({ read }) => read), ...found.map(({ object }) => patch(object, query, subresource))];
};

/** `patch`: a get and a patch per object; objects from a file are not read. */
export const patchRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  if (flagText(flags, 'patch') === undefined && flagText(flags, 'patch-file') === undefined)
    return fail('kubectl patch needs -p PATCH or --patch-file FILE');
  if (flagIsSet(flags, 'local')) return [];
  const subresource = flagText(flags, 'subresource') ?? '';
  const query = writeQuery(invocation, 'kubectl-patch');
  return find(invocation, targetsOf(invocation, args, 'asked'), { subresource }).flatMap(({ read, object, fromFile }) => [
    ...(fromFile ? [] : [read]),
    ...(dryRunOf(invocation) === 'client' ? [] : [patch(object, query, subresource)]),
  ]);
};

/** `label` and `annotate`: a get (or list) and a patch per object. */
export const labelRequests: CommandRequests = invocation => {
  const { flags, command } = invocation;
  const { resources, changes } = splitChanges(invocation.args);
  const listing = flagIsSet(flags, 'list');
  if (changes.length === 0 && !listing) return fail(`kubectl ${command} needs at least one KEY=VALUE or KEY-`);
  const found = find(invocation, targetsOf(invocation, resources, 'asked'));
  if (flagIsSet(flags, 'local')) return [];
  const reading = listing || dryRunOf(invocation) === 'client';
  const query = writeQuery(invocation, `kubectl-${command}`);
  return found.flatMap(({ read, object }): ApiRequest[] => (reading ? [read] : [read, patch(object, query)]));
};

/** Divides arguments into resources and the `KEY=VALUE` and `KEY-` that follow them. */
export function splitChanges(args: readonly string[]): { readonly resources: readonly string[]; readonly changes: readonly string[] } {
  const first = args.findIndex(arg => arg.includes('=') || arg.endsWith('-'));
  const at = first < 0 ? args.length : first;
  const changes = args.slice(at);
  const stray = changes.find(change => !change.includes('=') && !change.endsWith('-'));
  return stray === undefined
    ? { resources: args.slice(0, at), changes }
    : fail(`all resources stand before the changes; "${stray}" is neither KEY=VALUE nor KEY-`);
}
