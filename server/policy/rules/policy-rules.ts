import type { LintRule } from '../../lint/lint-rule.ts';
import { SUPPRESSION_RULES } from '../../lint/suppression-rules.ts';
import { allStagesOmitted } from './all-stages-omitted.ts';
import { bodyLevelOnPaths } from './body-level-on-paths.ts';
import { bodyLevelOnStreams } from './body-level-on-streams.ts';
import { catchAllNotLast } from './catch-all-not-last.ts';
import { coreGroupName } from './core-group-name.ts';
import { deletecollectionMissed } from './deletecollection-missed.ts';
import { duplicateItem } from './duplicate-item.ts';
import { endpointsWithoutSlices } from './endpoints-without-slices.ts';
import { eventsInOneGroup } from './events-in-one-group.ts';
import { execVerbs } from './exec-verbs.ts';
import { fieldWithoutEffect } from './field-without-effect.ts';
import { groupNotServed } from './group-not-served.ts';
import { healthPathsIncomplete } from './health-paths-incomplete.ts';
import { identityInWrongField } from './identity-in-wrong-field.ts';
import { itemWithoutEffect } from './item-without-effect.ts';
import { keyEventsUnrecorded } from './key-events-unrecorded.ts';
import { literalWildcard } from './literal-wildcard.ts';
import { malformedServiceAccount } from './malformed-service-account.ts';
import { mergeableRules } from './mergeable-rules.ts';
import { namespaceOnClusterScoped } from './namespace-on-cluster-scoped.ts';
import { noCatchAll } from './no-catch-all.ts';
import { nullItem } from './null-item.ts';
import { patchMissed } from './patch-missed.ts';
import { pathWithoutSubpaths } from './path-without-subpaths.ts';
import { patternMatchesNothing } from './pattern-matches-nothing.ts';
import type { PolicyLintRule } from './policy-lint-rule.ts';
import { redundantRule } from './redundant-rule.ts';
import { requestLevelOnReads } from './request-level-on-reads.ts';
import { requestReceivedKept } from './request-received-kept.ts';
import { resourceNamesWithCreate } from './resource-names-with-create.ts';
import { responseStartedOmitted } from './response-started-omitted.ts';
import { secretBodies } from './secret-bodies.ts';
import { stageOmittedTwice } from './stage-omitted-twice.ts';
import { unauthenticatedMissesFailures } from './unauthenticated-misses-failures.ts';
import { unknownGroup } from './unknown-group.ts';
import { unknownResource } from './unknown-resource.ts';
import { unknownVerb } from './unknown-verb.ts';
import { unreachableInPractice } from './unreachable-in-practice.ts';
import { unreachableRule } from './unreachable-rule.ts';
import { verbCase } from './verb-case.ts';
import { wrongGroup } from './wrong-group.ts';
import { yamlPatchUnrecorded } from './yaml-patch-unrecorded.ts';

/** Every lint rule of audit policies. A new rule is a file here, its page in `docs/rules`, and a line in this list. */
export const POLICY_RULES: readonly PolicyLintRule[] = [
  allStagesOmitted,
  bodyLevelOnPaths,
  bodyLevelOnStreams,
  catchAllNotLast,
  coreGroupName,
  deletecollectionMissed,
  duplicateItem,
  endpointsWithoutSlices,
  eventsInOneGroup,
  execVerbs,
  fieldWithoutEffect,
  groupNotServed,
  healthPathsIncomplete,
  identityInWrongField,
  itemWithoutEffect,
  keyEventsUnrecorded,
  literalWildcard,
  malformedServiceAccount,
  mergeableRules,
  namespaceOnClusterScoped,
  noCatchAll,
  nullItem,
  patchMissed,
  pathWithoutSubpaths,
  patternMatchesNothing,
  redundantRule,
  requestLevelOnReads,
  requestReceivedKept,
  resourceNamesWithCreate,
  responseStartedOmitted,
  secretBodies,
  stageOmittedTwice,
  unauthenticatedMissesFailures,
  unknownGroup,
  unknownResource,
  unknownVerb,
  unreachableInPractice,
  unreachableRule,
  verbCase,
  wrongGroup,
  yamlPatchUnrecorded,
];

/** All that settings can name where policies are checked: the rules, and the engine's own about suppression comments. */
export const LINT_RULES: readonly LintRule[] = [...POLICY_RULES, ...SUPPRESSION_RULES];
