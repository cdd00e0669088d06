import { moveFinding } from '../../lint/finding.ts';
import { pathMatches } from '../match-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { levelOf, pathSample } from './sample-request.ts';
import { sampleUser } from './sample-values.ts';
import { changeTo } from './value-edits.ts';

/** Paths of kube-apiserver that are asked with and without something behind them. */
const WITH_SUBPATHS: ReadonlySet<string> = new Set(['/healthz', '/livez', '/readyz', '/metrics', '/openapi/v3']);

export const pathWithoutSubpaths: WholePolicyLint = {
  id: 'path-without-subpaths',
  category: 'noise',
  level: 'information',
  summary: 'A path left out without what lies below it, or the other way round.',
  checkPolicy: policy =>
    policy.rules.flatMap(({ body, offset, index }) => {
      if (body.level?.value !== 'None') return [];
      const urls = body.nonResourceURLs.items;
      return urls.flatMap(item => {
        const stem = item.value.replace(/\/\*$/, '');
        if (!WITH_SUBPATHS.has(stem)) return [];
        const missed = stem === item.value ? `${stem}/ping` : stem;
        if (urls.some(u => pathMatches(u.value, missed))) return [];
        const verb = body.verbs.items[0]?.value ?? 'get';
        if (levelOf(policy, { ...pathSample(missed, sampleUser(body)), verb }) === 'None') return [];
        const what = stem === item.value ? `this path alone, and ${stem}/… below it is` : `what lies below ${stem}, and ${stem} itself is`;
        const message = `"${item.value}" matches ${what} still recorded. Write "${stem}*".`;
        return [
          moveFinding({ range: item.range, message, fixes: changeTo({ text: policy.text, offset }, item, `${stem}*`) }, offset, index),
        ];
      });
    }),
};
