import type { ApiObject, ApiRequest, Query } from './api-request.ts';
import { fail } from './failure.ts';
import { type Flags, flagIsSet, flagText } from './flags.ts';
import { builtIn, type KnownResources, type ResourceType, resourceTypeNamed } from './resource-type.ts';

/** A command line that has been taken apart, with what kubectl would know of its surroundings. */
export interface Invocation {
  readonly command: string;
  readonly flags: Flags;
  readonly args: readonly string[];
  /** Words after `--`, or `undefined` without it. */
  readonly trailing: readonly string[] | undefined;
  /** Of `--namespace`, else of the surroundings. */
  readonly namespace: string;
  readonly known: KnownResources;
  /** Contents of the files the command may read, by name; `-` is standard input. */
  readonly files: Readonly<Record<string, string>>;
  /** Reads the documents of a manifest. */
  readonly parseManifests: (text: string) => readonly unknown[];
}

/** The requests of one kubectl command. */
export type CommandRequests = (invocation: Invocation) => readonly ApiRequest[];

export type DryRun = 'none' | 'client' | 'server';

/** The value of `--dry-run`; fails on one that kubectl refuses. */
export function dryRunOf({ flags }: Invocation): DryRun {
  const value = flagText(flags, 'dry-run') ?? 'none';
  if (value === 'none' || value === 'client' || value === 'server') return value;
  return fail(`--dry-run needs a value: none, client or server${value === 'unchanged' ? '' : `, not "${value}"`}`);
}

/** The query of a write: field manager and, on a server dry run, `dryRun=All`. */
export const writeQuery = (invocation: Invocation, manager: string | undefined, more: Query = {}): Query => ({
  dryRun: dryRunOf(invocation) === 'server' ? 'All' : undefined,
  fieldManager: manager === undefined ? undefined : (flagText(invocation.flags, 'field-manager') ?? manager),
  ...more,
});

/** The `fieldValidation` parameter that `--validate` asks for. */
export function fieldValidationOf({ flags }: Invocation): string {
  const value = flagText(flags, 'validate') ?? 'strict';
  switch (value) {
    case 'strict':
    case 'true':
    case '':
      return 'Strict';
    case 'warn':
      return 'Warn';
    case 'ignore':
    case 'false':
      return 'Ignore';
    default:
      return fail(`--validate is one of strict, warn and ignore, not "${value}"`);
  }
}

/** Whether the command works across all namespaces. */
export const inAllNamespaces = ({ flags }: Invocation): boolean => flagIsSet(flags, 'all-namespaces');

/** An object of a built-in resource, in the namespace of the command where it has one. */
export const builtInObject = (invocation: Invocation, group: string, resource: string, name: string): ApiObject =>
  objectOf(invocation, builtIn(invocation.known, group, resource), name);

export const objectOf = (invocation: Invocation, type: ResourceType, name: string): ApiObject => ({
  type,
  namespace: type.namespaced ? invocation.namespace : '',
  name,
});

export const podNamed = (invocation: Invocation, name: string): ApiObject => builtInObject(invocation, '', 'pods', name);

/** The resource type that a word of the command line names. */
export const typeNamed = (invocation: Invocation, name: string): ResourceType => resourceTypeNamed(invocation.known, name);
