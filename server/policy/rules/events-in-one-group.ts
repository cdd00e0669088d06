import type { WholePolicyLint } from './policy-lint-rule.ts';
import { missedTwin } from './twin-resource.ts';

const CORE = { group: '', resource: 'events' };
const NEW = { group: 'events.k8s.io', resource: 'events' };

export const eventsInOneGroup: WholePolicyLint = {
  id: 'events-in-one-group',
  category: 'noise',
  level: 'information',
  summary: 'Events are left out in one of their two API groups only.',
  checkPolicy: policy => [
    ...missedTwin(
      policy,
      () => true,
      CORE,
      NEW,
      (level, rule) =>
        `Events are served in two groups. The scheduler and other clients write them in events.k8s.io, where rule ${rule} records them at ${level}. Add an entry with group: events.k8s.io, resources: ["events"].`,
    ),
    ...missedTwin(
      policy,
      () => true,
      NEW,
      CORE,
      (level, rule) =>
        `Events are served in two groups. Kubelets and many controllers write them in the core group, where rule ${rule} records them at ${level}. Add an entry with group: "", resources: ["events"].`,
    ),
  ],
};
