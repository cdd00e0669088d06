import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

export const bodyLevelOnPaths: SingleRuleLint = {
  id: 'body-level-on-paths',
  category: 'noise',
  level: 'information',
  summary: 'Level Request or RequestResponse on non-resource paths, which have no bodies worth recording.',
  checkRule: body => {
    const { level } = body;
    if (!level || body.nonResourceURLs.items.length === 0) return [];
    if (level.value === 'Request') {
      return [{ range: level.range, message: 'Requests for paths have no recorded request body, so Request records exactly what Metadata records. Say Metadata.', fixes: [{ ...changeTo(level, 'Metadata'), safe: true }] }];
    }
    if (level.value !== 'RequestResponse') return [];
    return [{ range: level.range, message: 'For paths RequestResponse adds only discovery documents and error answers to what Metadata records. Say Metadata unless those are wanted.', fixes: [changeTo(level, 'Metadata')] }];
  },
};
