import { missedWrite } from './missed-write.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const patchMissed: WholePolicyLint = {
  id: 'patch-missed',
  category: 'security',
  level: 'warning',
  summary: 'Updates are recorded, but not patches, which is how kubectl changes objects.',
  checkPolicy: (policy, context) =>
    missedWrite(
      policy,
      context,
      'update',
      'patch',
      resource =>
        `This rule records updates of ${resource}, but a patch of them is not recorded: kubectl apply, edit, label and scale, and most controllers, send patches. Add "patch" to verbs.`,
    ),
};
