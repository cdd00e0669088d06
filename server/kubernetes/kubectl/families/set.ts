import { type ApiRequest, get, noted, patch } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import { builtInObject, type CommandRequests, dryRunOf, type Invocation, objectOf, typeNamed, writeQuery } from '../invocation.ts';
import { find, targetsOf } from '../selection.ts';
import { splitChanges } from './change.ts';

/** How the arguments of a `set` command end: in changes, in one value, or in resources only. */
type Ending = 'changes' | 'value' | 'nothing';

const set =
  (ending: Ending): CommandRequests =>
  invocation => {
    const { flags } = invocation;
    const resources = resourcesBefore(invocation, ending);
    const found = find(invocation, targetsOf(invocation, resources, 'asked'));
    if (flagIsSet(flags, 'local')) return [];
    const reads = [...sourceOf(invocation), ...found.map(({ read }) => read)];
    if (flagIsSet(flags, 'list')) return [...reads, ...found.flatMap(({ object }) => referencesOf(invocation, object.namespace))];
    if (dryRunOf(invocation) === 'client') return reads;
    const query = writeQuery(invocation, 'kubectl-set');
    return [...reads, ...found.map(({ object }) => patch(object, query))];
  };

function resourcesBefore({ command, args }: Invocation, ending: Ending): readonly string[] {
  if (ending === 'changes') return splitChanges(args).resources;
  if (ending === 'nothing') return args;
  return args.length > 0 ? args.slice(0, -1) : fail(`kubectl ${command} needs a value as its last argument`);
}

/** `set env --from` reads the config map or secret first. */
function sourceOf(invocation: Invocation): readonly ApiRequest[] {
  const from = flagText(invocation.flags, 'from');
  if (from === undefined) return [];
  const [type = '', name] = from.split('/');
  return name
    ? [get(objectOf(invocation, typeNamed(invocation, type), name))]
    : fail('--from needs the form configmap/NAME or secret/NAME');
}

/** `set env --list --resolve` reads what the variables refer to. */
function referencesOf(invocation: Invocation, namespace: string): readonly ApiRequest[] {
  if (!flagIsSet(invocation.flags, 'resolve')) return [];
  const read = (resource: string): ApiRequest =>
    noted(
      get({ ...builtInObject(invocation, '', resource, '<reference>'), namespace }),
      `once per ${resource.slice(0, -1)} that a variable refers to`,
    );
  return [read('configmaps'), read('secrets')];
}

/** `set …` by command. */
export const setCommands: Readonly<Record<string, CommandRequests>> = {
  'set env': set('changes'),
  'set image': set('changes'),
  'set resources': set('nothing'),
  'set selector': set('value'),
  'set serviceaccount': set('value'),
  'set subject': set('nothing'),
};
