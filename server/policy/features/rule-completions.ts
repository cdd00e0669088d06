import { LEVELS } from '../../kubernetes/audit.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { COMMON_RULES, linesOf } from './common-rules.ts';
import type { Offered } from './completion-item.ts';
import type { CompletionPlace } from './completion-place.ts';
import { listIndent } from './field-completions.ts';

interface RuleForm {
  readonly label: string;
  readonly what: string;
  /** Lines of the rule behind its dash; a tab stands for one step of a list's indentation. */
  readonly lines: readonly string[];
  readonly flow: string;
}

const LEVEL = `\${1|${LEVELS.join(',')}|}`;

/** Whole rules, as they are written most often. */
const RULE_FORMS: readonly RuleForm[] = [
  {
    label: 'rule for resources',
    what: 'A rule for some resources of one API group.',
    lines: [`level: ${LEVEL}`, 'resources:', '\t- group: "$2"', '\t  resources: ["$3"]'],
    flow: '{"level": "LEVEL", "resources": [{"group": "$2", "resources": ["$3"]}]}',
  },
  {
    label: 'rule for resources and verbs',
    what: 'A rule for some verbs on resources of one API group.',
    lines: [`level: ${LEVEL}`, 'verbs: ["$2"]', 'resources:', '\t- group: "$3"', '\t  resources: ["$4"]'],
    flow: '{"level": "LEVEL", "verbs": ["$2"], "resources": [{"group": "$3", "resources": ["$4"]}]}',
  },
  {
    label: 'rule for users',
    what: 'A rule for everything that some users do.',
    lines: [`level: ${LEVEL}`, 'users: ["$2"]'],
    flow: '{"level": "LEVEL", "users": ["$2"]}',
  },
  {
    label: 'rule for paths',
    what: 'A rule for requests that are no resource requests, such as health checks.',
    lines: [`level: ${LEVEL}`, 'nonResourceURLs: ["$2"]'],
    flow: '{"level": "LEVEL", "nonResourceURLs": ["$2"]}',
  },
  {
    label: 'rule for everything else',
    what: 'The last rule of a policy: it decides every request that no earlier rule decides.',
    lines: [`level: ${LEVEL}`],
    flow: '{"level": "LEVEL"}',
  },
];

/** Snippets of whole rules, where a rule can begin. */
export function ruleCompletions(policy: PolicyDocument, place: CompletionPlace): readonly Offered[] {
  const { form } = place;
  const column = form.column;
  const step = ' '.repeat(listIndent(policy));
  if (form.quote !== '' || (place.wants === 'field' && form.style !== 'block')) return [];
  const common = COMMON_RULES.map(({ label, what, rule }) => ({ label, what, lines: linesOf(rule), flow: JSON.stringify(rule) }));
  return [...RULE_FORMS, ...common].map(({ label, what, lines, flow }) => ({
    label,
    kind: 'snippet',
    documentation: what,
    insert:
      form.lead +
      (form.style === 'block' ? lines.map(l => l.replace('\t', step)).join(`\n${' '.repeat(column)}`) : flow.replace('LEVEL', LEVEL)),
    snippet: true,
    replace: place.replace,
  }));
}
