import { resolveScalar } from '../../yaml/resolve-scalar.ts';
import type { PlaceForm } from './completion-place.ts';

/** Whether YAML reads a text without quotes as just this text, in every style. */
export const isPlain = (value: string): boolean =>
  /^[A-Za-z/](?:[\w./*-]|:(?=[\w./*-]))*$/.test(value) && resolveScalar(value).tag === 'str';

/** A value as it must be written at a place, the missing rest of its quotes included. */
export function writtenValue(value: string, form: PlaceForm): string {
  if (form.quote === "'") return value.replaceAll("'", "''") + (form.closed ? '' : "'");
  if (form.quote === '"') return JSON.stringify(value).slice(1, form.closed ? -1 : undefined);
  return form.style === 'json' || form.quotedNeighbours || !isPlain(value) ? JSON.stringify(value) : value;
}

/** A text as snippet syntax that stands for itself. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
