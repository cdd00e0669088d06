import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Steps } from '../policy/analysis/run-steps.ts';
import type { PolicyDocuments } from './policy-documents.ts';

export interface Analysis {
  /** Sees to it that the policies of a document, as it is now, get their analysis; small ones have it at once. */
  begin(document: TextDocument): void;
  /** Drops what runs for a document. */
  drop(uri: string): void;
}

/** Milliseconds of one slice: what an answer may have to wait for. */
const SLICE = 4;
/** Policies of so many rules are analysed with the cheap checks, which takes some milliseconds: their findings do not flicker. */
const SMALL = 60;
/** Milliseconds after which that is given up, and the rest follows in slices. */
const AT_ONCE = 20;
/** Milliseconds without an edit after which a large policy is analysed. */
const PAUSE = 150;

/** Runs the exact analysis of policies beside everything else, in slices; whatever comes in is served in between. */
export function slicedAnalysis(policies: PolicyDocuments, finished: (uri: string) => void): Analysis {
  const running = new Map<string, { readonly version: number; readonly steps: Steps<boolean>; readonly timer?: NodeJS.Timeout }>();

  /** All policies of a document one after the other; ends with whether any of them has news. */
  function* analyseAll(document: TextDocument): Steps<boolean> {
    let news = false;
    for (const checked of policies.unanalysed(document)) news = (yield* policies.analyse(document, checked)) || news;
    return news;
  }
  const drop = (uri: string) => {
    clearTimeout(running.get(uri)?.timer);
    running.delete(uri);
  };
  /** Undefined while there is more to do. */
  const slice = (steps: Steps<boolean>, length: number): boolean | undefined => {
    const end = performance.now() + length;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    return undefined;
  };
  const goOn = (uri: string, steps: Steps<boolean>) => {
    if (running.get(uri)?.steps !== steps) return;
    const news = slice(steps, SLICE);
    if (news === undefined) {
      setImmediate(goOn, uri, steps);
      return;
    }
    drop(uri);
    if (news) finished(uri);
  };
  return {
    drop,
    begin(document) {
      const { uri, version } = document;
      const waiting = policies.unanalysed(document);
      if (waiting.length === 0 || running.get(uri)?.version === version) return;
      drop(uri);
      const steps = analyseAll(document);
      const small = waiting.reduce((sum, { policy }) => sum + policy.rules.length, 0) <= SMALL;
      if (small && slice(steps, AT_ONCE) !== undefined) return;
      running.set(uri, { version, steps, timer: setTimeout(goOn, small ? 0 : PAUSE, uri, steps) });
    },
  };
}
