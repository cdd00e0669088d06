import { type PolicyPart, policiesIn } from './policies-in.ts';

/** A file name with the policy that is meant in it, as it is given on a command line: `FILE`, `FILE#2`, `FILE#data.policy.yaml`. */
export interface PolicyAddress {
  readonly file: string;
  /** A number from 1, or a name. */
  readonly choice: string | undefined;
}

/** Reads a name with a choice; a file that exists under the whole name is meant before its part up to `#`. */
export function policyAddress(written: string, exists: (file: string) => boolean): PolicyAddress {
  const hash = written.lastIndexOf('#');
  if (hash <= 0 || exists(written)) return { file: written, choice: undefined };
  return { file: written.slice(0, hash), choice: written.slice(hash + 1) };
}

/**
 * The one policy of a file, or the chosen one. A text in which none is found is taken for a policy itself, so that the loader
 * tells what is wrong with it. The error is in words and names what there is to choose from.
 */
export function choosePolicy(text: string, { file, choice }: PolicyAddress): PolicyPart | { readonly error: string } {
  const parts = policiesIn(text);
  if (choice === undefined) {
    if (parts.length === 0) return wholeFile(text);
    if (parts.length === 1) return parts[0]!;
    return { error: `${file} holds ${parts.length} audit policies. Choose one: ${choices(file, parts)}` };
  }
  const chosen = parts.find(p => p.name === choice) ?? (/^[1-9]\d*$/.test(choice) ? parts[Number(choice) - 1] : undefined);
  if (chosen) return chosen;
  if (parts.length === 0) return { error: `${file} holds no audit policy` };
  return {
    error: `${file} holds no audit policy ${JSON.stringify(choice)}. There ${parts.length === 1 ? 'is' : 'are'}: ${choices(file, parts)}`,
  };
}

const wholeFile = (text: string): PolicyPart => ({ name: '', text, layers: [], templates: [] });

const choices = (file: string, parts: readonly PolicyPart[]): string =>
  parts.map((part, i) => `${file}#${i + 1}${part.name === '' ? '' : ` or ${file}#${part.name}`}`).join(', ');
