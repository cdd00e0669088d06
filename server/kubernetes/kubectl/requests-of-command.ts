import { apiTable } from '../api-resources.ts';
import { parseDuration } from '../go-duration.ts';
import { impersonatedUser } from '../identities.ts';
import { type KubernetesMinor, NEWEST_KUBERNETES } from '../kubernetes-version.ts';
import type { User } from '../request-attributes.ts';
import type { ApiRequest } from './api-request.ts';
import { COMMAND_NAMES, findCommand } from './command-table.ts';
import { commandWords } from './command-words.ts';
import { COMMANDS, LOCAL_GROUPS } from './commands.ts';
import { CommandFailure, fail } from './failure.ts';
import { type Flags, flagIsSet, flagText, flagValues, parseWords } from './flags.ts';
import { AGGREGATED_RESOURCES, type CustomResource } from './resource-type.ts';
import { LISTED_NAME } from './selection.ts';

/** What kubectl would know beyond its command line. Everything may be left out. */
export interface CommandSurroundings {
  /** Contents of the files the command reads, by name; `-` is standard input. */
  readonly files?: Readonly<Record<string, string>>;
  /** Reads the YAML documents of a manifest; without it manifests are JSON. */
  readonly parseManifests?: (text: string) => readonly unknown[];
  /** The namespace of the context; `default` where not given. */
  readonly namespace?: string;
  /** Decides on built-in resources and their versions; the newest where not given. */
  readonly kubernetes?: KubernetesMinor;
  /** Custom and aggregated resources of the cluster. */
  readonly customResources?: readonly CustomResource[];
}

/** The requests of a command line, and whom it impersonates: the policy sees the real user. */
export interface CommandResult {
  readonly requests: readonly ApiRequest[];
  readonly impersonated?: User;
  /** What the answer rests on, where kubectl would have read it from its configuration. */
  readonly note?: string;
}

/**
 * The API requests that kubectl 1.36 sends for a command line, in order, discovery and OpenAPI documents left out. Where they
 * depend on the cluster they are those of the usual case (the objects exist), and marked those of others. The error says what kubectl would refuse, or
 * what is not known here.
 */
export function requestsOfCommand(line: string, surroundings: CommandSurroundings = {}): CommandResult | { readonly error: string } {
  try {
    return readCommand(line, surroundings);
  } catch (error) {
    if (error instanceof CommandFailure) return { error: error.message };
    throw error;
  }
}

function readCommand(line: string, surroundings: CommandSurroundings): CommandResult {
  const { words, input } = commandWords(line);
  const { command, rest } = findCommand(words);
  const { flags, args, trailing } = parseWords(rest, command.flags);
  if (flagIsSet(flags, 'help') || isLocal(command.name)) return { requests: [] };
  const requestsFor = COMMANDS[command.name] ?? failGroup(command.name);
  const given = surroundings.files ?? {};
  const requests = requestsFor({
    command: command.name,
    flags,
    args,
    trailing,
    namespace: flagText(flags, 'namespace') || surroundings.namespace || 'default',
    known: {
      api: apiTable(surroundings.kubernetes ?? NEWEST_KUBERNETES),
      custom: [...(surroundings.customResources ?? []), ...AGGREGATED_RESOURCES],
    },
    files: input === undefined ? given : { '-': input, ...given },
    parseManifests: surroundings.parseManifests ?? (text => [JSON.parse(text)]),
  });
  const impersonated = impersonatedBy(flags);
  const note = configurationNote(flags);
  return {
    requests: requests.map(request => finished(request, flags)),
    ...(impersonated ? { impersonated } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

const isLocal = (command: string): boolean => LOCAL_GROUPS.some(group => command === group || command.startsWith(`${group} `));

function failGroup(command: string): never {
  const members = COMMAND_NAMES.filter(name => name.startsWith(`${command} `)).map(name => name.slice(command.length + 1));
  return fail(`"kubectl ${command}" alone sends no request; follow it with one of ${members.join(', ')}`);
}

/** Adds what holds for every request: the time limit of `--request-timeout`, and that listed objects are many. */
function finished(request: ApiRequest, flags: Flags): ApiRequest {
  const timeout = timeoutParameter(flagText(flags, 'request-timeout') ?? '0');
  const note = request.note ?? (request.url.includes(LISTED_NAME) ? 'once per object of the list' : undefined);
  return {
    ...request,
    ...(timeout === undefined ? {} : { url: withTimeout(request.url, timeout) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The duration as Go prints it, or `undefined` for none. A number alone is seconds. */
function timeoutParameter(text: string): string | undefined {
  const seconds = parseDuration(/^\d+$/.test(text) ? `${text}s` : text);
  if (seconds === undefined) return fail(`--request-timeout needs a duration such as 30s, not "${text}"`);
  if (seconds === 0) return undefined;
  if (seconds < 1) return `${seconds * 1000}ms`;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes % 60}m` : ''}${seconds % 60}s`;
}

function withTimeout(url: string, timeout: string): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter(pair => pair !== '' && !pair.startsWith('timeout='));
  return `${path}?${[...pairs, `timeout=${timeout}`].sort((a, b) => (a.split('=')[0]! < b.split('=')[0]! ? -1 : 1)).join('&')}`;
}

/** The identity of `--as` and `--as-group`. */
function impersonatedBy(flags: Flags): User | undefined {
  const name = flagText(flags, 'as');
  const groups = flagValues(flags, 'as-group');
  if (name) return impersonatedUser(name, groups);
  return groups.length > 0 ? fail('--as-group needs --as') : undefined;
}

function configurationNote(flags: Flags): string | undefined {
  const named = ['context', 'cluster', 'user', 'token', 'username', 'kubeconfig', 'client-certificate'].filter(
    name => flagText(flags, name) !== undefined,
  );
  if (named.length === 0) return undefined;
  return `what --${named.join(', --')} refers to is not known here; user and namespace are those given with the request`;
}
