import type { Completion } from '../features/completion-item.ts';
import { editInFile } from './place-in-file.ts';
import type { PolicyPart } from './policies-in.ts';

/** A completion as the file takes it; undefined where a quoted scalar would need escapes, which snippets do not know. */
export function completionInFile(file: string, part: PolicyPart, item: Completion): Completion | undefined {
  if (part.layers.length === 0) return item;
  const quoted = part.layers.some(l => l.style.kind === 'escaped' || l.style.kind === 'single-quoted');
  if (quoted && /["'\\\n]/.test(item.insert)) return undefined;
  const { range, newText } = editInFile(file, part, { range: item.replace, newText: item.insert });
  return { ...item, replace: range, insert: newText };
}
