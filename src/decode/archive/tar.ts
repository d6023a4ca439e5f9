/**
 * Files in a tape archive (tar), and so in an npm package, a source release or a layer of a container.
 * Source: POSIX.1-2017 pax; GNU tar manual.
 * Does not see: links and folders, which hold no bytes; parts of an archive that is spread over several files. Images of
 * containers are the decoder container-image's.
 */
import { beginsLikeImage } from '../../codec/container-image/names.ts';
import { beginsLikeTar } from '../../codec/tar/header.ts';
import { tarMembers } from '../../codec/tar/members.ts';
import { defineDecoder, type SerialDecoder } from '../../model/units.ts';
import { unpackSeries } from './series.ts';

export const tar: SerialDecoder = defineDecoder({
  id: 'tar',
  title: 'files in a tape archive (tar)',
  mode: 'serial',
  accepts: (head) => beginsLikeTar(head) && !beginsLikeImage(head),
  decode: (reader, context) => unpackSeries(reader, tarMembers(reader), context),
});
