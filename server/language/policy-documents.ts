import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../lint/finding.ts';
import { type PolicyDocument, parsePolicy } from '../policy/policy-document.ts';
import { isPolicyText, staysPolicyText } from '../policy/recognize.ts';

/** A document of ours at one version: read once, checked once, whoever asks. */
export interface CheckedPolicy {
  readonly version: number;
  readonly policy: PolicyDocument;
  readonly findings: readonly Finding[];
}

export interface PolicyDocuments {
  /** The policy in a document, or undefined where the document is none. */
  get(document: TextDocument): CheckedPolicy | undefined;
  forget(uri: string): void;
  /** Checks everything anew at the next request, after a change of settings. */
  forgetFindings(): void;
}

/** Keeps what was read of the open documents; `check` is what the current settings make of a policy. */
export function policyDocuments(check: (policy: PolicyDocument) => readonly Finding[]): PolicyDocuments {
  const known = new Map<string, CheckedPolicy>();
  const stale = new Set<string>();
  return {
    get(document) {
      const before = known.get(document.uri);
      if (before?.version === document.version && !stale.has(document.uri)) return before;
      const text = document.getText();
      if (!(before ? staysPolicyText(text) : isPolicyText(text))) {
        known.delete(document.uri);
        return undefined;
      }
      stale.delete(document.uri);
      const policy = before?.version === document.version ? before.policy : parsePolicy(text, before?.policy);
      const checked = { version: document.version, policy, findings: check(policy) };
      known.set(document.uri, checked);
      return checked;
    },
    forget(uri) {
      known.delete(uri);
    },
    forgetFindings() {
      for (const uri of known.keys()) stale.add(uri);
    },
  };
}
