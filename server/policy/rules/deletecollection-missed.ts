import { missedWrite } from './missed-write.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const deletecollectionMissed: WholePolicyLint = {
  id: 'deletecollection-missed',
  category: 'security',
  level: 'information',
  summary: 'Deletions of single objects are recorded, but not those of whole collections.',
  checkPolicy: (policy, context) =>
    missedWrite(
      policy,
      context,
      'delete',
      'deletecollection',
      resource =>
        `This rule records deletions of single ${resource}, but a request that deletes many at once has the verb deletecollection, and that is not recorded. Add "deletecollection" to verbs.`,
    ),
};
