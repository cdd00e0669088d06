import { type ApiRequest, act, create, get } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagText } from '../flags.ts';
import {
  builtInObject,
  type CommandRequests,
  dryRunOf,
  fieldValidationOf,
  type Invocation,
  objectOf,
  typeNamed,
  writeQuery,
} from '../invocation.ts';
import { manifestObjects } from '../manifests.ts';
import { rawRequest } from '../raw.ts';
import { readsFiles } from '../selection.ts';

/** What each generator creates: group and resource. */
const GENERATED: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  clusterrole: ['rbac.authorization.k8s.io', 'clusterroles'],
  clusterrolebinding: ['rbac.authorization.k8s.io', 'clusterrolebindings'],
  configmap: ['', 'configmaps'],
  cronjob: ['batch', 'cronjobs'],
  deployment: ['apps', 'deployments'],
  ingress: ['networking.k8s.io', 'ingresses'],
  job: ['batch', 'jobs'],
  namespace: ['', 'namespaces'],
  poddisruptionbudget: ['policy', 'poddisruptionbudgets'],
  priorityclass: ['scheduling.k8s.io', 'priorityclasses'],
  quota: ['', 'resourcequotas'],
  role: ['rbac.authorization.k8s.io', 'roles'],
  rolebinding: ['rbac.authorization.k8s.io', 'rolebindings'],
  'secret docker-registry': ['', 'secrets'],
  'secret generic': ['', 'secrets'],
  'secret tls': ['', 'secrets'],
  'service clusterip': ['', 'services'],
  'service externalname': ['', 'services'],
  'service loadbalancer': ['', 'services'],
  'service nodeport': ['', 'services'],
  serviceaccount: ['', 'serviceaccounts'],
};

/** `create -f`, `create --raw` and, by `create NAME`, the generators. */
export const createRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const raw = flagText(flags, 'raw');
  if (raw !== undefined) return [rawRequest('POST', raw)];
  if (args.length > 0) return fail(`kubectl create has no generator "${args[0]}"; create an object from a file with -f`);
  if (!readsFiles(invocation)) return fail('kubectl create needs -f FILE or a generator, such as "configmap NAME"');
  const objects = manifestObjects(invocation);
  if (dryRunOf(invocation) === 'client') return [];
  return objects.map(({ object }) => create(object, createQuery(invocation)));
};

const createQuery = (invocation: Invocation): ReturnType<typeof writeQuery> =>
  writeQuery(invocation, 'kubectl-create', { fieldValidation: fieldValidationOf(invocation) });

const generatorRequests: CommandRequests = invocation => {
  const [group, resource] = GENERATED[invocation.command.slice('create '.length)]!;
  const name = onlyName(invocation);
  const source = jobSource(invocation);
  if (dryRunOf(invocation) === 'client') return source;
  return [...source, create(builtInObject(invocation, group, resource, name), createQuery(invocation))];
};

/** A job made from a cron job: kubectl reads that first. */
function jobSource(invocation: Invocation): readonly ApiRequest[] {
  const from = flagText(invocation.flags, 'from');
  if (invocation.command !== 'create job' || from === undefined) return [];
  const [type = '', name] = from.split('/');
  if (!name) return fail('--from needs the form cronjob/NAME');
  return [get(objectOf(invocation, typeNamed(invocation, type), name))];
}

const tokenRequests: CommandRequests = invocation => [act(builtInObject(invocation, '', 'serviceaccounts', onlyName(invocation)), 'token')];

function onlyName({ command, args }: Invocation): string {
  const [name] = args;
  return args.length === 1 && name !== undefined ? name : fail(`kubectl ${command} needs exactly one NAME, got ${args.length}`);
}

/** The generators by command. */
export const generators: Readonly<Record<string, CommandRequests>> = {
  ...Object.fromEntries(Object.keys(GENERATED).map(name => [`create ${name}`, generatorRequests])),
  'create token': tokenRequests,
};
