import type { ToldByAnalysis } from '../query-lint-rule.ts';

/** With an opened log, whose fields are all known, this is an error. */
export const unknownColumn: ToldByAnalysis = {
  id: 'unknown-column',
  category: 'error-prone',
  level: 'warning',
  summary: 'A field that audit logs do not have.',
  toldByAnalysis: true,
};

export const unknownFunction: ToldByAnalysis = {
  id: 'unknown-function',
  category: 'error-prone',
  level: 'warning',
  summary: 'A function that is not known, and so is not executed on an opened log.',
  toldByAnalysis: true,
};

export const functionNotExecuted: ToldByAnalysis = {
  id: 'function-not-executed',
  category: 'error-prone',
  level: 'information',
  summary: 'A function that SLS computes and an opened log does not.',
  toldByAnalysis: true,
};
