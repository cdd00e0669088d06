import type { LogField } from '../catalog/log-field.ts';
import { code } from './markdown.ts';

/** A field of the log in words: name, type, meaning, example. */
export function fieldMarkdown({ name, type, json, meaning, example }: LogField, values: readonly string[] = []): string {
  const shown = values.slice(0, 5).map(code).join(', ');
  return [
    `**${code(name)}** ${json ? `${type}, JSON text` : type}`,
    meaning,
    ...(shown === ''
      ? example === undefined
        ? []
        : [`Example: ${code(example)}`]
      : [`In the log: ${shown}${values.length > 5 ? ', …' : ''}`]),
  ].join('\n\n');
}

/** The fields that most queries ask for. */
const COMMON: ReadonlySet<string> = new Set([
  'verb',
  'stage',
  'auditID',
  'requestURI',
  'user.username',
  'sourceIPs',
  'userAgent',
  'objectRef.resource',
  'objectRef.subresource',
  'objectRef.namespace',
  'objectRef.name',
  'responseStatus.code',
  '__time__',
]);

/** Where a field stands in a list: what most queries ask for comes first. */
export const fieldRank = ({ name }: LogField): number => (COMMON.has(name) ? 2 : 3);
