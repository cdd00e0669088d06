import type { RequestAttributes, User } from '../kubernetes/request-attributes.ts';
import { listed } from './explain/phrases.ts';
import type { FailedSelector } from './match-rule.ts';
import type { PolicySpec, RuleSpec } from './policy-spec.ts';
import type { Simulation } from './simulate.ts';

/** Why a rule did not match: the selector, what the rule wants there, and what the request has. */
export interface FailedWords {
  readonly selector: FailedSelector;
  readonly wanted: readonly string[];
  readonly found: string;
}

/** The answer of a simulation in one sentence. */
export function simulationSentence(simulation: Simulation): string {
  const { level, rule, stages, events } = simulation;
  if (rule === null) return 'Not recorded: no rule matches, and without one the level is None.';
  if (level === 'None') return `Not recorded: rule ${rule + 1} says None.`;
  if (events.length === 0) {
    const passed = listed(stages.map(s => s.stage));
    return `Not recorded: rule ${rule + 1} says ${level}, but the policy omits every stage this request passes (${passed}).`;
  }
  return `Recorded at ${level} by rule ${rule + 1}, stage${events.length > 1 ? 's' : ''} ${listed(events.map(e => e.stage))}.`;
}

/** The first three of a list, and how many more there are. */
export const shortList = (words: readonly string[]): string =>
  words.length <= 4 ? words.join(', ') : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;

/** Who sends a request: "alice (dev, system:authenticated)". */
export function userWords(user: User | null): string {
  if (!user) return 'nobody (authentication failed)';
  return user.groups.length === 0 ? `${user.name} (no groups)` : `${user.name} (${user.groups.join(', ')})`;
}

export function failedWords(rule: RuleSpec, selector: FailedSelector, request: RequestAttributes): FailedWords {
  return { selector, wanted: wanted(rule, selector), found: found(selector, request) };
}

function wanted(rule: RuleSpec, selector: FailedSelector): readonly string[] {
  if (selector !== 'resources') return rule[selector];
  return rule.resources.map(({ group, resources, resourceNames }) => {
    const of = group === '' ? 'core' : group;
    const names = resourceNames.length > 0 ? ` named ${resourceNames.join(' or ')}` : '';
    return resources.length === 0 ? `everything in ${of}` : `${resources.join(', ')} in ${of}${names}`;
  });
}

function found(selector: FailedSelector, request: RequestAttributes): string {
  const noUser = 'no user (authentication failed)';
  switch (selector) {
    case 'users':
      return request.user?.name ?? noUser;
    case 'userGroups':
      return request.user ? request.user.groups.join(', ') || 'no groups' : noUser;
    case 'verbs':
      return request.verb === '' ? 'an empty verb' : request.verb;
    case 'namespaces':
      return request.isResourceRequest ? `"${request.namespace}"` : `the path ${request.path}`;
    case 'nonResourceURLs':
      return request.isResourceRequest ? 'a resource request' : request.path;
    case 'resources':
      return request.isResourceRequest ? resourceWords(request) : `the path ${request.path}`;
  }
}

/** `pods/exec "web-0" in core`: the resource as the policy sees it. */
export function resourceWords(request: RequestAttributes): string {
  const resource = request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
  const name = request.name === '' ? '' : ` "${request.name}"`;
  return `${resource}${name} in ${request.apiGroup === '' ? 'core' : request.apiGroup}`;
}

/** The request in one line, as the policy sees it. */
export function requestTitle(request: RequestAttributes): string {
  const verb = request.verb === '' ? '(no verb)' : request.verb;
  if (!request.isResourceRequest) return `${verb} ${request.path}`;
  const where = request.namespace === '' ? '' : `, namespace ${request.namespace}`;
  return `${verb} ${resourceWords(request)}${where}`;
}

export const levelOfRule = (spec: PolicySpec, rule: number): string => spec.rules[rule]?.level ?? 'None';
