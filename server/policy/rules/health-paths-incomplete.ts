import { type Fix, moveFinding } from '../../lint/finding.ts';
import { pathMatches } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { RuleBody } from '../policy-rule.ts';
import { joined } from './joined.ts';
import { appendItem } from './list-edits.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { levelOf, pathSample } from './sample-request.ts';
import { sampleUser } from './sample-values.ts';
import type { SourceText } from './source-text.ts';

const HEALTH = ['/healthz', '/livez', '/readyz'];

export const healthPathsIncomplete: WholePolicyLint = {
  id: 'health-paths-incomplete',
  category: 'noise',
  level: 'information',
  summary: 'Some health checks are left out, others are recorded.',
  checkPolicy: policy =>
    policy.rules.flatMap(({ body, offset, index }) => {
      const urls = body.nonResourceURLs.items;
      const item = urls.find(u => HEALTH.includes(u.value.replace(/\/?\*$/, '')));
      if (body.level?.value !== 'None' || !item) return [];
      const missed = HEALTH.filter(path => !urls.some(u => pathMatches(u.value, path)) && isRecorded(policy, body, path));
      const exactOnly = urls.some(u => HEALTH.some(h => u.value === `${h}/*`));
      if (missed.length === 0 || (exactOnly && missed.every(m => urls.some(u => u.value === `${m}/*`)))) return [];
      const message = `This rule leaves out ${item.value}, but ${joined(missed, 'and')} ${missed.length === 1 ? 'is' : 'are'} still recorded; probes and load balancers use all of /healthz, /livez and /readyz. Add what is missing.`;
      const finding = { range: item.range, message, fixes: added({ text: policy.text, offset }, body, missed) };
      return [moveFinding(finding, offset, index)];
    }),
};

const isRecorded = (policy: PolicyDocument, body: RuleBody, path: string): boolean => {
  const verb = body.verbs.items[0]?.value ?? 'get';
  return levelOf(policy, { ...pathSample(path, sampleUser(body)), verb }) !== 'None';
};

function added(source: SourceText, body: RuleBody, paths: readonly string[]): Fix[] {
  const edits = paths.flatMap(p => appendItem(source, body.nonResourceURLs, `${p}*`) ?? []);
  if (edits.length !== paths.length) return [];
  const edit = { range: edits[0]!.range, newText: edits.map(e => e.newText).join('') };
  return [
    {
      title: `Add ${joined(
        paths.map(p => `${p}*`),
        'and',
      )}`,
      edits: [edit],
      safe: false,
    },
  ];
}
