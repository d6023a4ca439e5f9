/**
 * Parts of a Debian package: what it installs (data.tar) and the scripts that do it (control.tar).
 * Source: deb(5).
 * Does not see: libraries for linking (`.a`), which are the same format and are searched as they are.
 */
import { arMembers, beginsLikePackage } from '../../codec/ar/members.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { unpackSeries } from './series.ts';

export const deb: SerialDecoder = defineDecoder({
  id: 'deb',
  title: 'parts of a Debian package',
  mode: 'serial',
  accepts: beginsLikePackage,
  decode: (reader, context) => unpackSeries(reader, arMembers(reader), context),
});
