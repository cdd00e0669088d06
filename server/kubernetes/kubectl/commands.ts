import { applyRequests, diffRequests, lastAppliedRequests } from './families/apply.ts';
import { editRequests, labelRequests, patchRequests } from './families/change.ts';
import { clusterCommands } from './families/cluster.ts';
import { createRequests, generators } from './families/create.ts';
import { deleteRequests, replaceRequests } from './families/delete.ts';
import { describeRequests } from './families/describe.ts';
import { attachRequests, cpRequests, execRequests, portForwardRequests } from './families/exec.ts';
import { getRequests } from './families/get.ts';
import { logsRequests } from './families/logs.ts';
import { cordonRequests, drainRequests, taintRequests } from './families/nodes.ts';
import { certificateRequests, reconcileRequests } from './families/review.ts';
import { rolloutCommands } from './families/rollout.ts';
import { debugRequests, runRequests } from './families/run.ts';
import { autoscaleRequests, exposeRequests, scaleRequests } from './families/scale.ts';
import { setCommands } from './families/set.ts';
import { eventsRequests, waitRequests } from './families/waiting.ts';
import type { CommandRequests } from './invocation.ts';

/** What each kubectl command sends, by its full name. */
export const COMMANDS: Readonly<Record<string, CommandRequests>> = {
  ...clusterCommands,
  ...generators,
  ...rolloutCommands,
  ...setCommands,
  annotate: labelRequests,
  apply: applyRequests,
  'apply edit-last-applied': lastAppliedRequests,
  'apply set-last-applied': lastAppliedRequests,
  'apply view-last-applied': lastAppliedRequests,
  attach: attachRequests,
  'auth reconcile': reconcileRequests,
  autoscale: autoscaleRequests,
  'certificate approve': certificateRequests,
  'certificate deny': certificateRequests,
  cordon: cordonRequests,
  cp: cpRequests,
  create: createRequests,
  debug: debugRequests,
  delete: deleteRequests,
  describe: describeRequests,
  diff: diffRequests,
  drain: drainRequests,
  edit: editRequests,
  events: eventsRequests,
  exec: execRequests,
  expose: exposeRequests,
  get: getRequests,
  label: labelRequests,
  logs: logsRequests,
  patch: patchRequests,
  'port-forward': portForwardRequests,
  replace: replaceRequests,
  run: runRequests,
  scale: scaleRequests,
  taint: taintRequests,
  uncordon: cordonRequests,
  wait: waitRequests,
};

/** Command groups whose members all work on local files only. */
export const LOCAL_GROUPS: readonly string[] = ['alpha', 'config', 'kuberc', 'plugin'];
