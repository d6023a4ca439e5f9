/**
 * Files in a cpio archive: the first system of a Linux machine (initramfs), the payload of an RPM package.
 * Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst.
 * Does not see: the older forms of cpio; links, which hold no bytes.
 */
import { beginsLikeCpio, cpioMembers } from '../../codec/cpio/members.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { unpackSeries } from './series.ts';

export const cpio: SerialDecoder = defineDecoder({
  id: 'cpio',
  title: 'files in a cpio archive (initramfs, RPM payload)',
  mode: 'serial',
  accepts: beginsLikeCpio,
  decode: (reader, context) => unpackSeries(reader, cpioMembers(reader), context),
});
