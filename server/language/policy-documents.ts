import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, TextRange } from '../lint/finding.ts';
import type { Steps } from '../policy/analysis/run-steps.ts';
import { certainFindings } from '../policy/embedded/certain-findings.ts';
import { endsWhereItSeems, partsAfterEdit } from '../policy/embedded/parts-after-edit.ts';
import { offsetInPolicy, rangeInFile } from '../policy/embedded/place-in-file.ts';
import { type PolicyPart, policiesIn } from '../policy/embedded/policies-in.ts';
import { type PolicyDocument, parsePolicy } from '../policy/policy-document.ts';
import { isQueryDocument } from './query-documents.ts';

/** A policy in a document at one version: read once, checked once, whoever asks. Its places are those of `part.text`. */
export interface CheckedPolicy {
  readonly version: number;
  /** Where in the document it stands. */
  readonly part: PolicyPart;
  readonly policy: PolicyDocument;
  /** Of the cheap checks, and of the analysis too once that has ended. */
  readonly findings: readonly Finding[];
  readonly analysed: boolean;
}

/** A policy and the offset in it that an editor asks about. */
export interface PolicyOffset {
  readonly checked: CheckedPolicy;
  readonly offset: number;
}

export interface PolicyDocuments {
  /** The first policy of a document, or undefined where there is none. */
  get(document: TextDocument): CheckedPolicy | undefined;
  /** All policies of a document: it is one itself, or holds some. */
  all(document: TextDocument): readonly CheckedPolicy[];
  /** The policy that an offset of the document lies in. */
  at(document: TextDocument, offset: number): PolicyOffset | undefined;
  /** The policies that still lack their analysis. */
  unanalysed(document: TextDocument): readonly CheckedPolicy[];
  /** Runs one policy's analysis; ends with whether the policy is still the same then, so that the result counts. */
  analyse(document: TextDocument, checked: CheckedPolicy): Steps<boolean>;
  forget(uri: string): void;
  /** Checks everything anew at the next request, after a change of settings. */
  forgetFindings(): void;
}

/** What the current settings make of a policy. */
export interface Checks {
  readonly check: (policy: PolicyDocument) => readonly Finding[];
  readonly analyse: (policy: PolicyDocument) => Steps<readonly Finding[]>;
}

/** Keeps what was read of the open documents. */
export function policyDocuments(checks: (uri: string) => Checks): PolicyDocuments {
  const known = new Map<string, { readonly version: number; readonly text: string; policies: readonly CheckedPolicy[] }>();
  const stale = new Set<string>();

  const all = (document: TextDocument): readonly CheckedPolicy[] => {
    if (isQueryDocument(document)) return [];
    const before = known.get(document.uri);
    const isStale = stale.has(document.uri);
    if (before?.version === document.version && !isStale) return before.policies;
    stale.delete(document.uri);
    const { check } = checks(document.uri);
    const old = new Map(before?.policies.map(p => [p.part.name, p]));
    const text = document.getText();
    const read = policyReader(before?.policies ?? []);
    const policies = partsOf(text, before, read).map((part): CheckedPolicy => {
      const earlier = old.get(part.name);
      // what is unknown in it may have changed where templates are
      if (earlier?.part.text === part.text && !isStale && part.templates.length === 0)
        return { ...earlier, version: document.version, part };
      const policy = read(part);
      const findings = certainFindings(part, policy, check(policy), check);
      return { version: document.version, part, policy, findings, analysed: false };
    });
    known.set(document.uri, { version: document.version, text, policies });
    return policies;
  };

  return {
    all,
    get: document => all(document)[0],
    at(document, offset) {
      for (const checked of all(document)) {
        const inner = offsetInPolicy(checked.part, offset);
        if (inner !== undefined) return { checked, offset: inner };
      }
      return undefined;
    },
    unanalysed: document => all(document).filter(p => !p.analysed),
    *analyse(document, checked) {
      const { check, analyse } = checks(document.uri);
      // with templates, what earlier rules take is unknown
      const findings =
        checked.part.templates.length > 0
          ? checked.findings
          : certainFindings(checked.part, checked.policy, yield* analyse(checked.policy), check);
      const entry = known.get(document.uri);
      const at = entry?.policies.indexOf(checked) ?? -1;
      if (!entry || at < 0 || stale.has(document.uri)) return false;
      entry.policies = entry.policies.with(at, { ...checked, findings, analysed: true });
      return findings !== checked.findings;
    },
    forget(uri) {
      known.delete(uri);
    },
    forgetFindings() {
      for (const uri of known.keys()) stale.add(uri);
    },
  };
}

interface ReadDocument {
  readonly text: string;
  readonly policies: readonly CheckedPolicy[];
}

/** Reads policies, each once, with what is known from before the edit. */
function policyReader(before: readonly CheckedPolicy[]): (part: PolicyPart) => PolicyDocument {
  const known = new Map(before.map(p => [p.part.name, p.policy]));
  return part => {
    const earlier = known.get(part.name);
    if (earlier?.text === part.text) return earlier;
    const policy = parsePolicy(part.text, earlier);
    known.set(part.name, policy);
    return policy;
  };
}

/** The policies in a text: of one that is edited, where the rest of the file shows to be what it was, only that one is sought. */
function partsOf(text: string, before: ReadDocument | undefined, read: (part: PolicyPart) => PolicyDocument): readonly PolicyPart[] {
  const parts = before?.policies.map(p => p.part) ?? [];
  if (before?.text === text) return parts;
  const edited = before && partsAfterEdit({ text: before.text, parts }, text);
  const was = before?.policies.find(p => p.part.name === edited?.edited.name)?.policy;
  if (edited && was && endsWhereItSeems(was) && endsWhereItSeems(read(edited.edited))) return edited.parts;
  return policiesIn(text, parts);
}

/** The place in the document of a range of one of its policies. */
export const inDocument = ({ part }: CheckedPolicy, range: TextRange): TextRange => rangeInFile(part, range);
