/**
 * The metadata of a .NET executable: CLI header, metadata root and the heaps and tables it lists.
 * Source: ECMA-335, 6th edition, partition II, 24.2 and 25.3.3.
 * Does not see: native images (ready-to-run), metadata that a protector encrypts.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { directoryExtent, directoryIndex, type Extent, fileExtent, type PeImage } from '../pe/image.ts';
import { record, textUntilNul } from '../pe/record.ts';

export interface Metadata {
  /** Runtime that the compiler asked for, as `v4.0.30319`. */
  readonly version: string;
  /** Token of the method that runs first; 0 where there is none. */
  readonly entryPointToken: number;
  /** Where each stream stands in the file, by name: `#~`, `#Strings`, `#US`, `#GUID`, `#Blob`. */
  readonly streams: ReadonlyMap<string, Extent>;
  /** Where the manifest's resources stand in the file. */
  readonly resources?: Extent;
}

const cliHeaderSize = 72;
const rootSize = 16;
const mostStreams = 64; // compilers write five; obfuscators add decoys
const longestName = 32; // ECMA-335 II.24.2.2, with its NUL
const longestVersion = 255;

/** Reads the metadata root; `not-this-format` where the image has no CLI header. */
export function readMetadata(bytes: Uint8Array, image: PeImage): Result<Metadata> {
  const cliExtent = directoryExtent(image, directoryIndex.clr);
  if (!cliExtent) return notThisFormat;
  const cli = record(bytes, cliExtent.at, cliHeaderSize);
  if (!cli) return malformed(cliExtent.at, 'the CLI header is cut short');
  const extent = fileExtent(image, cli.getUint32(8, true));
  if (!extent) return malformed(cliExtent.at + 8, 'the CLI header points outside the file');
  const end = Math.min(extent.end, extent.at + cli.getUint32(12, true), bytes.length);
  const root = readRoot(bytes, extent.at, end);
  if (root.status !== 'ok') return root;
  const resources = fileExtent(image, cli.getUint32(24, true));
  const size = cli.getUint32(28, true);
  return ok({
    ...root.value,
    entryPointToken: cli.getUint32(20, true),
    ...(resources &&
      size > 0 && { resources: { at: resources.at, end: Math.min(resources.end, resources.at + size) } }),
  });
}

function readRoot(bytes: Uint8Array, at: number, end: number): Result<Pick<Metadata, 'version' | 'streams'>> {
  const root = record(bytes, at, rootSize);
  if (root?.getUint32(0, true) !== 0x424a5342)
    return malformed(at, 'no metadata root stands where the CLI header says');
  const versionSize = root.getUint32(12, true);
  if (versionSize > longestVersion + 1) return malformed(at + 12, `a version string of ${versionSize} bytes`);
  const version = textUntilNul(bytes, at + rootSize, at + rootSize + versionSize, longestVersion).text;
  const countAt = at + rootSize + versionSize + 2;
  const count = record(bytes, countAt, 2)?.getUint16(0, true);
  if (count === undefined) return malformed(countAt, 'the metadata root is cut short');
  if (count > mostStreams) return limit(countAt, `${count} metadata streams`);
  const streams = readStreams(bytes, countAt + 2, count, at, end);
  return streams.status === 'ok' ? ok({ version, streams: streams.value }) : streams;
}

/** Of two streams with one name the runtime takes the last, and so do we. */
function readStreams(
  bytes: Uint8Array,
  firstAt: number,
  count: number,
  rootAt: number,
  end: number,
): Result<Map<string, Extent>> {
  const streams = new Map<string, Extent>();
  let at = firstAt;
  for (let i = 0; i < count; i++) {
    const header = record(bytes, at, 8);
    if (!header) return malformed(at, `the stream table ends before stream ${i + 1} of ${count}`);
    const { text: name, length } = textUntilNul(bytes, at + 8, bytes.length, longestName);
    const start = rootAt + header.getUint32(0, true);
    if (start < end) streams.set(name, { at: start, end: Math.min(end, start + header.getUint32(4, true)) });
    at += 8 + 4 * Math.floor(length / 4) + 4; // the name and its NUL, padded to four bytes
  }
  return ok(streams);
}
