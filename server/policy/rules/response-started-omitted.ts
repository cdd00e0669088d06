import { STAGES } from '../../kubernetes/audit.ts';
import { moveFinding } from '../../lint/finding.ts';
import { decidingRule } from './deciding-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { resourceSample } from './sample-request.ts';
import { sampleNamespace } from './sample-values.ts';

const MESSAGE =
  'A request whose authentication failed (401) is recorded at ResponseStarted only, so with that stage omitted no failed login is ever recorded. Omit it in rules about watches and the like instead.';

export const responseStartedOmitted: WholePolicyLint = {
  id: 'response-started-omitted',
  category: 'security',
  level: 'information',
  summary: 'ResponseStarted is omitted where failed authentication would be recorded: 401 answers leave no event.',
  checkPolicy: policy => {
    const failed = resourceSample({ verb: 'get', apiGroup: '', resource: 'pods', namespace: sampleNamespace(policy), user: null });
    const rule = decidingRule(policy, failed);
    if (!rule?.body.level || rule.body.level.value === 'None') return [];
    const stages = [...policy.omitStages.items, ...rule.body.omitStages.items].map(s => s.value);
    // all stages omitted is told by a rule of its own
    if (STAGES.every(s => stages.includes(s))) return [];
    const ofPolicy = policy.omitStages.items.find(s => s.value === 'ResponseStarted');
    if (ofPolicy) return [{ range: ofPolicy.range, message: MESSAGE }];
    const own = rule.body.omitStages.items.find(s => s.value === 'ResponseStarted');
    return own ? [moveFinding({ range: own.range, message: MESSAGE }, rule.offset, rule.index)] : [];
  },
};
