import type { QueryCheck } from '../query-lint-rule.ts';

export const sessionSetting: QueryCheck = {
  id: 'session-setting',
  category: 'style',
  level: 'hint',
  summary: 'A session setting, which means something to SLS only.',
  check: ({ analysed }) =>
    (analysed.query.sql?.settings ?? []).map(({ range, name }) => ({
      range,
      message: `The setting ${name} is for SLS; on an opened log it changes nothing.`,
    })),
};
