import { type ApiRequest, list, watchUntil } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText, flagValues } from '../flags.ts';
import { builtInObject, type CommandRequests, inAllNamespaces, objectOf, typeNamed } from '../invocation.ts';
import { type Found, find, targetsOf } from '../selection.ts';

/** `wait`: every object is read, then watched until the condition holds; `--for=create` reads again and again. */
export const waitRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const conditions = flagValues(flags, 'for').map(condition => condition.toLowerCase());
  if (conditions.length === 0) return fail('kubectl wait needs --for=condition=NAME, --for=jsonpath=…, --for=delete or --for=create');
  const found = find(invocation, targetsOf(invocation, args, 'asked'));
  const once = /^-?0/.test(flagText(flags, 'timeout') ?? '30s');
  return found.flatMap(target => [target.read, ...conditions.flatMap(condition => waiting(condition, target, once))]);
};

function waiting(condition: string, { read, object }: Found, once: boolean): readonly ApiRequest[] {
  if (condition === 'create') return [read];
  const watch = once ? [] : [watchUntil(object)];
  return condition === 'delete' ? [read, ...watch] : watch;
}

/** `events`: one list, or with `--watch` one watch. */
export const eventsRequests: CommandRequests = invocation => {
  const { flags } = invocation;
  const about = flagText(flags, 'for');
  const [type = '', name] = about?.split('/') ?? [];
  if (about !== undefined && !name) return fail('--for needs the form TYPE/NAME');
  const events = builtInObject(invocation, '', 'events', '');
  const query = {
    limit: '500',
    watch: flagIsSet(flags, 'watch') ? 'true' : undefined,
    fieldSelector: name && eventSelector(objectOf(invocation, typeNamed(invocation, type), name)),
  };
  return [list(inAllNamespaces(invocation) ? { ...events, namespace: '' } : events, query)];
};

const eventSelector = ({ type, name }: Found['object']): string => {
  const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
  return `involvedObject.kind=${type.kind},involvedObject.apiVersion=${apiVersion},involvedObject.name=${name}`;
};
