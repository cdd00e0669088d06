import type { OpenLog } from '../../server/protocol/log-engine.ts';
import type { VirtualDocuments } from './virtual-documents.ts';

/** Shows the JSON of one event in an editor beside. */
export async function showEvent(documents: VirtualDocuments, log: Pick<OpenLog, 'event'>, name: string, row: number): Promise<void> {
  const { text, line } = await log.event(row);
  await documents.show(`${name} line ${line + 1}.json`, indented(text), 'json');
}

/** JSON with line breaks; a text that is no JSON stays as it is. */
function indented(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return text;
  }
}
