import type { LintRule } from '../../lint/lint-rule.ts';
import { SUPPRESSION_RULES } from '../../lint/suppression-rules.ts';
import { allStagesOmitted } from './all-stages-omitted.ts';
import { bodyLevelOnPaths } from './body-level-on-paths.ts';
import { catchAllNotLast } from './catch-all-not-last.ts';
import { coreGroupName } from './core-group-name.ts';
import { duplicateItem } from './duplicate-item.ts';
import { execVerbs } from './exec-verbs.ts';
import { itemWithoutEffect } from './item-without-effect.ts';
import { literalWildcard } from './literal-wildcard.ts';
import { mergeableRules } from './mergeable-rules.ts';
import { namespaceOnClusterScoped } from './namespace-on-cluster-scoped.ts';
import { noCatchAll } from './no-catch-all.ts';
import { nullItem } from './null-item.ts';
import { patternMatchesNothing } from './pattern-matches-nothing.ts';
import type { PolicyLintRule } from './policy-lint-rule.ts';
import { redundantRule } from './redundant-rule.ts';
import { resourceNamesWithCreate } from './resource-names-with-create.ts';
import { secretBodies } from './secret-bodies.ts';
import { unknownGroup } from './unknown-group.ts';
import { unknownResource } from './unknown-resource.ts';
import { unknownVerb } from './unknown-verb.ts';
import { unreachableInPractice } from './unreachable-in-practice.ts';
import { unreachableRule } from './unreachable-rule.ts';
import { verbCase } from './verb-case.ts';
import { wrongGroup } from './wrong-group.ts';

/** Every lint rule of audit policies. A new rule is a file here, its page in `docs/rules`, and a line in this list. */
export const POLICY_RULES: readonly PolicyLintRule[] = [
  allStagesOmitted,
  bodyLevelOnPaths,
  coreGroupName,
  duplicateItem,
  execVerbs,
  literalWildcard,
  namespaceOnClusterScoped,
  noCatchAll,
  nullItem,
  patternMatchesNothing,
  resourceNamesWithCreate,
  secretBodies,
  unknownGroup,
  unknownResource,
  unknownVerb,
  unreachableRule,
  verbCase,
  catchAllNotLast,
  itemWithoutEffect,
  mergeableRules,
  redundantRule,
  unreachableInPractice,
  wrongGroup,
];

/** All that settings can name where policies are checked: the rules, and the engine's own about suppression comments. */
export const LINT_RULES: readonly LintRule[] = [...POLICY_RULES, ...SUPPRESSION_RULES];
