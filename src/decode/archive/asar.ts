/**
 * Files in an asar archive, in which applications made with Electron keep their code.
 * Source: electron/asar README, "Format".
 * Does not see: files that stand beside the archive, in `app.asar.unpacked`; they are files of their own.
 */
import { asarMembers, beginsLikeAsar } from '../../codec/asar/members.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { unpackSeries } from './series.ts';

export const asar: SerialDecoder = defineDecoder({
  id: 'asar',
  title: 'files of an Electron application (asar)',
  mode: 'serial',
  accepts: beginsLikeAsar,
  decode: (reader, context) => unpackSeries(reader, asarMembers(reader), context),
});
