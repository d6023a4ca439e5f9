/**
 * systemd's journal as it lies on disk, as text that the log format `journal` reads. Source: codec/journal/file.ts.
 * Does not see: what stands behind a place where the file is damaged.
 */
import { beginsLikeJournal, exportJournal } from '../../codec/journal/file.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { onlyChild, Unpacking } from '../archive/unpacking.ts';

export const journalFile: SerialDecoder = defineDecoder({
  id: 'journal-file',
  title: "entries of systemd's journal",
  mode: 'serial',
  accepts: beginsLikeJournal,
  async *decode(reader, { limits }) {
    yield* onlyChild('journal.export', new Unpacking(exportJournal(reader), () => reader.position, limits));
  },
});
