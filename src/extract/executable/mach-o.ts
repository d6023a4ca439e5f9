/**
 * What the building of a macOS or iOS program left in it: its unique id, the systems it was built for, libraries, the
 * signature's identifier, team and signer, Go's and Rust's own traces.
 * Source: Apple, mach-o/loader.h and cs_blobs.h (XNU); the toolchains as their codecs say.
 * Does not see: symbols, entitlements, and what lies beyond the part of a large file that it is given (signatures
 * stand at the end). It verifies no signature.
 */
import { readCodeSignature } from '../../codec/mach-o/code-signature.ts';
import { type MachImage, readMachImages } from '../../codec/mach-o/image.ts';
import { machOverlay } from '../../codec/mach-o/overlay.ts';
import { guidText } from '../../codec/pe/record.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { tracesBehind } from './behind.ts';
import { signerInWords } from './signer-words.ts';
import { goTraces, rustTraces } from './toolchain-traces.ts';
import { listed, missed, type TraceSighting, trace, within } from './trace.ts';

export const machO: Extractor<'build-trace'> = defineExtractor({
  id: 'mach-o',
  title: 'unique id, systems, libraries and signer of a macOS program',
  emits: ['build-trace'],
  kinds: ['executable'],
  passive: true,
  *extract(view) {
    if (view.base !== 0) return;
    const images = readMachImages(view.bytes);
    if (images.status !== 'ok') return yield* missed(view, images);
    for (const image of images.value) for (const sighting of imageTraces(view, image)) yield within(view, sighting);
    for (const sighting of fileTraces(view)) yield within(view, sighting);
  },
});

const shownLibraries = 12;

function* imageTraces(view: View, image: MachImage): Generator<TraceSighting> {
  if (image.uuidAt !== undefined)
    yield trace('build-id', `${uuidText(view.bytes, image.uuidAt)} (${image.cpu})`, image.uuidAt, 16);
  if (image.minimum) yield trace('compiler', `for ${image.minimum.text}`, image.minimum.at, 16);
  if (image.libraries.length > 0)
    yield trace('linking', `dynamic, needs ${listed(image.libraries, shownLibraries)}`, image.at, 4);
  const { signature } = image;
  const signed = signature && readCodeSignature(view.bytes, signature.at, signature.end);
  if (signed?.status !== 'ok') return;
  const { identifier, team, adHoc, signers, at, length } = signed.value;
  const named = [
    ...(identifier === undefined ? [] : [`identifier ${identifier}`]),
    ...(team === undefined ? [] : [`team ${team}`]),
    ...(adHoc ? ['signed by nobody (ad hoc)'] : []),
    'not verified',
  ];
  yield trace('signer', named.join(', '), at, length);
  for (const signer of signers) yield trace('signer', signerInWords(signer), at, length);
}

function* fileTraces(view: View): Generator<TraceSighting> {
  const behind = view.whole ? machOverlay(view.bytes, view.bytes.length) : undefined;
  yield* tracesBehind(view, behind);
  yield* goTraces(view, () => undefined);
  yield* rustTraces(view);
}

/** As Apple's tools print it: sixteen bytes in their order. */
function uuidText(bytes: Uint8Array, at: number): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = bytes.subarray(at, at + 8);
  const swapped = Uint8Array.from([d, c, b, a, f, e, h, g, ...bytes.subarray(at + 8, at + 16)]);
  return guidText(swapped, 0).toUpperCase();
}
