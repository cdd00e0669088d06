import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-edits.ts';

export const bodyLevelOnPaths: SingleRuleLint = {
  id: 'body-level-on-paths',
  category: 'noise',
  level: 'information',
  summary: 'Level Request or RequestResponse on non-resource paths, whose requests have no recorded body.',
  checkRule: (body, context) => {
    const { level } = body;
    const mixed = body.resources.items.length > 0 || body.namespaces.items.length > 0;
    if (!level || mixed || body.nonResourceURLs.items.length === 0) return [];
    const [fix] = changeTo(context, level, 'Metadata');
    if (level.value === 'Request') {
      const message = 'A request for a path has no recorded body, so Request records what Metadata records. Say Metadata.';
      return [{ range: level.range, message, fixes: fix ? [{ ...fix, safe: true }] : [] }];
    }
    if (level.value !== 'RequestResponse') return [];
    const message =
      'For paths RequestResponse adds only discovery documents and error answers to what Metadata records. Say Metadata unless those are wanted.';
    return [{ range: level.range, message, fixes: fix ? [fix] : [] }];
  },
};
