import type { EventDetail } from '../protocol/log.ts';
import { EngineError } from './engine-error.ts';
import type { LoadedLog } from './loading/load-log.ts';
import { readRange } from './loading/read-range.ts';

/** The JSON text of an event as it stands in its file. */
export function eventDetail({ files }: LoadedLog, row: number): EventDetail {
  const file = files.findLast(({ firstRow }) => firstRow <= row);
  const place = file?.log.places.locate(row - file.firstRow);
  if (!file || !place) throw new EngineError('failed', `the log has no event ${row}`);
  const text = readRange(file.log.file, place.start, place.end).toString('utf8').trim();
  return { row, line: place.line, text, ...(files.length > 1 && { file: file.log.name }) };
}
