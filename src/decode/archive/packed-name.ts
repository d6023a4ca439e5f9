/**
 * What the one file in a packed stream is called, where the stream tells no name: as the archive, without the ending
 * that its packer added. `x.tar.xz` holds `x.tar`, and so does `x.txz`.
 * Source: the lists of endings in gzip(1), xz(1), bzip2(1), zstd(1), lz4(1) and lzip(1).
 */

const packed = /(?<=.)\.(?:gz|z|bz2?|xz|lzma|lz|zst|lz4)$/i;
const packedTar = /(?<=.)\.(?:t[abglx]z|tbz2|tb2|tzst|tlz4)$/i;

/** @param archive the archive's own name, or its path */
export function packedName(archive = ''): string {
  const file = archive.slice(1 + Math.max(archive.lastIndexOf('/'), archive.lastIndexOf('\\')));
  if (packed.test(file)) return file.replace(packed, '');
  return packedTar.test(file) ? file.replace(packedTar, '.tar') : 'unpacked';
}
