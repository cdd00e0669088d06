import type { TextEdit } from '../lint/finding.ts';
import { entryOf, type Range } from '../yaml/node.ts';
import { jsonKind } from './decode.ts';
import type { PolicyDocument } from './policy-document.ts';
import { scalarEdit } from './scalar-edit.ts';
import { quoted } from './server-quoting.ts';
import type { Refusal } from './validate-rule.ts';

const GROUP = 'audit.k8s.io';
const KINDS = ['Event', 'EventList', 'Policy', 'PolicyList'];

/**
 * What the server says of apiVersion and kind (`reader.go`, `apimachinery` serializer and scheme); undefined where the
 * document is an audit policy of the one version that loads. An absent kind is filled in by the server.
 */
export function versionRefusal(document: PolicyDocument): Refusal | undefined {
  if (document.yamlProblems.some(p => p.code !== 'duplicate-key')) return undefined;
  if (document.root && document.root.kind !== 'mapping' && !(document.root.kind === 'scalar' && document.root.value === null)) {
    return {
      code: 'refused-type',
      range: document.root.range,
      words: `failed decoding: couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(document.root)} into Go value of type struct`,
      sentence: 'A policy is a mapping with apiVersion, kind and rules.',
    };
  }
  const wrongType = headTypeRefusal(document);
  if (wrongType) return wrongType;
  const apiVersion = document.apiVersion?.value ?? '';
  const kind = document.kind?.value || 'Policy';
  const range = document.apiVersion?.range ?? start(document);
  const slashes = apiVersion.split('/').length - 1;
  if (slashes > 1)
    return { code: 'refused-version', range, words: `failed decoding: unexpected GroupVersion string: ${apiVersion}`, sentence: SENTENCE };
  const [group, version] = slashes === 1 ? (apiVersion.split('/') as [string, string]) : ['', apiVersion];
  const internal = version === '' ? group === '' || group === GROUP : group === GROUP && version === '__internal';
  if (internal) return internalRefusal(document, kind, range);
  if (group !== GROUP || version !== 'v1') return unregistered(document, kind, apiVersion, group, version, range);
  if (kind === 'Policy') return undefined;
  const kindRange = document.kind?.range ?? range;
  const words = KINDS.includes(kind)
    ? `failed decoding: converting (v1.${kind}) to (audit.Policy): unknown conversion`
    : `failed decoding: no kind ${quoted(kind)} is registered for version "audit.k8s.io/v1" in scheme "<scheme>"`;
  return {
    code: 'refused-kind',
    range: kindRange,
    words,
    sentence: 'The kind of an audit policy is Policy.',
    ...(document.kind && { fixes: [{ title: 'Change to "Policy"', edits: [scalarEdit(document.kind, 'Policy')], safe: false }] }),
  };
}

const SENTENCE = 'The apiVersion of an audit policy is audit.k8s.io/v1.';

/** The first field stands for the document. */
const start = ({ root, text }: PolicyDocument): Range =>
  root?.kind === 'mapping' && root.entries[0]
    ? root.entries[0].keyRange
    : { start: 0, end: Math.min(Math.max(1, text.search(/\n|$/)), text.length) };

/** apiVersion and kind are read before everything else, so a wrong type there hides every other message. */
function headTypeRefusal(document: PolicyDocument): Refusal | undefined {
  for (const field of ['apiVersion', 'kind']) {
    const value = entryOf(document.root, field)?.value;
    if (!value || (value.kind === 'scalar' && (typeof value.value === 'string' || value.value === null))) continue;
    const words = `failed decoding: couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(value)} into Go struct field .${field} of type string`;
    return { code: 'refused-type', range: value.range, words, sentence: `${field} takes text.` };
  }
  return undefined;
}

function internalRefusal(document: PolicyDocument, kind: string, range: Range): Refusal {
  const insert = insertVersion(document);
  const words =
    kind === 'Policy'
      ? `unknown group version field audit.k8s.io/__internal, Kind=Policy in policy`
      : KINDS.includes(kind)
        ? `failed decoding: converting (audit.${kind}) to (audit.Policy): unknown conversion`
        : `failed decoding: no kind ${quoted(kind)} is registered for the internal version of group "audit.k8s.io" in scheme "<scheme>"`;
  return {
    code: 'refused-version-missing',
    range,
    words,
    sentence: `apiVersion is missing. ${SENTENCE}`,
    ...(insert && { fixes: [{ title: 'Set apiVersion: audit.k8s.io/v1', edits: [insert], safe: true }] }),
  };
}

/** Sets or adds apiVersion; undefined where the text has no place for it. */
function insertVersion({ apiVersion, format, root, text }: PolicyDocument): TextEdit | undefined {
  if (apiVersion && apiVersion.range.end > apiVersion.range.start) return scalarEdit(apiVersion, 'audit.k8s.io/v1');
  if (apiVersion) return format === 'json' ? undefined : { range: apiVersion.range, newText: ' audit.k8s.io/v1' };
  const braces = root?.kind === 'mapping' && root.flow;
  const at = (root?.range.start ?? text.length) + (braces ? 1 : 0);
  if (braces) return { range: { start: at, end: at }, newText: `"apiVersion": "audit.k8s.io/v1"${root.entries.length > 0 ? ', ' : ''}` };
  return { range: { start: at, end: at }, newText: 'apiVersion: audit.k8s.io/v1\n' };
}

function unregistered(document: PolicyDocument, kind: string, apiVersion: string, group: string, version: string, range: Range): Refusal {
  const older = group === GROUP && /^v1(alpha|beta)1$/.test(version);
  const target =
    version === '' ? `the internal version of group ${quoted(group)}` : `version ${quoted(group === '' ? version : apiVersion)}`;
  return {
    code: 'refused-version',
    range,
    words: `failed decoding: no kind ${quoted(kind)} is registered for ${target} in scheme "<scheme>"`,
    sentence: older ? `${apiVersion} was removed in Kubernetes 1.24: the server does not start with it. ${SENTENCE}` : SENTENCE,
    ...(document.apiVersion && {
      fixes: [{ title: 'Change to "audit.k8s.io/v1"', edits: [scalarEdit(document.apiVersion, 'audit.k8s.io/v1')], safe: older }],
    }),
  };
}
