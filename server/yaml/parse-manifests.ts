import { parseAllDocuments } from 'yaml';

/** The objects of a manifest file (YAML documents or JSON) as plain values; documents that cannot be read are left out. */
export function parseManifests(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.filter(d => d.errors.length === 0 && d.contents !== null).map(d => d.toJS({ maxAliasCount: 100 }) as unknown);
}
