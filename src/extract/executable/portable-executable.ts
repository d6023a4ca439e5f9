/**
 * What the building of a Windows executable left in it: compile time, symbol file, tools, versions, signer, imports,
 * signs of a packer, Go's and Rust's own traces; for .NET the module version id, the type library id, the method it
 * begins with and paths among the user strings.
 * Source: Microsoft, "PE Format"; ECMA-335. Published use: the rules of the 2018 case (examples/2018-installer).
 * Does not see: paths in native code, anything that a packer or protector hides, and what lies beyond the part of a
 * large file that it is given. It verifies no signature.
 */
import { readCertificateTable, type Signature } from '../../codec/authenticode/certificate-table.ts';
import { readMetadata } from '../../codec/dotnet/metadata.ts';
import { readCompileTime } from '../../codec/pe/compile-time.ts';
import { type DebugDirectory, readDebugDirectory } from '../../codec/pe/debug-directory.ts';
import { fileExtent, loadedOffset, type PeImage, readPeImage } from '../../codec/pe/image.ts';
import { type Imports, readImports } from '../../codec/pe/imports.ts';
import { certificateTable, overlays } from '../../codec/pe/overlay.ts';
import { readResources } from '../../codec/pe/resources.ts';
import { type RichHeader, readRichHeader } from '../../codec/pe/rich-header.ts';
import { readVersionStrings } from '../../codec/pe/version-info.ts';
import { auditSection } from '../../codec/rust-build/audit-list.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { behindInWords, isDense } from './behind.ts';
import { dotnetTraces } from './dotnet-traces.ts';
import { type CodeSection, packingSigns } from './packing.ts';
import { signerInWords } from './signer-words.ts';
import { goTraces, rustTraces } from './toolchain-traces.ts';
import { counted, isoSeconds, listed, missed, type TraceSighting, timedTrace, trace, within } from './trace.ts';

export const portableExecutable: Extractor<'build-trace'> = defineExtractor({
  id: 'portable-executable',
  title: 'compile time, symbol file, tools, versions, signer and .NET identity of a Windows executable',
  emits: ['build-trace'],
  kinds: ['executable'],
  passive: true,
  *extract(view) {
    if (view.base !== 0) return;
    const image = readPeImage(view.bytes);
    if (image.status !== 'ok') return yield* missed(view, image);
    const debug = readDebugDirectory(view.bytes, image.value);
    yield* missed(view, debug);
    const debugDirectory = debug.status === 'ok' ? debug.value : undefined;
    const signatures = signaturesOf(view, image.value);
    yield compileTime(image.value, debugDirectory, signatures);
    for (const { path, at, length } of debugDirectory?.codeView ?? []) yield trace('pdb-path', path, at, length);
    const metadata = readMetadata(view.bytes, image.value);
    if (metadata.status === 'ok') yield* dotnetTraces(view, metadata.value);
    else yield* missed(view, metadata);
    for (const sighting of nativeTraces(view, image.value, signatures)) yield within(view, sighting);
  },
});

function* nativeTraces(view: View, image: PeImage, signatures: readonly Signature[]): Generator<TraceSighting> {
  const rich = readRichHeader(view.bytes);
  if (rich.status === 'ok') yield trace('rich-header', richInWords(rich.value), rich.value.at, rich.value.length);
  yield* resourceTraces(view, image);
  for (const { signers, at, end } of signatures)
    for (const signer of signers) yield trace('signer', signerInWords(signer), at, end - at);
  const imports = readImports(view.bytes, image);
  if (imports.status === 'ok')
    yield trace('linking', importsInWords(imports.value), imports.value.at, imports.value.length);
  yield* packingTrace(view, image, imports.status === 'ok' ? imports.value : undefined);
  for (const { at, end } of view.whole ? overlays(view.bytes, image, view.bytes.length) : [])
    if (at !== image.symbols.at) yield trace('section', behindInWords(view.bytes.subarray(at, end)), at, end - at);
  yield* goTraces(view, (address) => fileExtent(image, address - image.imageBase)?.at);
  const audit = image.sections.find(({ name }) => name === auditSection);
  yield* rustTraces(view, audit && { at: audit.rawOffset, end: audit.rawOffset + audit.rawSize });
}

function signaturesOf(view: View, image: PeImage): readonly Signature[] {
  // What is given may be the beginning of a larger file, which has its signatures at the end.
  const table = certificateTable(image, view.bytes.length);
  const signatures = table && readCertificateTable(view.bytes, table);
  return signatures?.status === 'ok' ? signatures.value : [];
}

/** A time, or why it is none; and what in the file speaks against it. */
function compileTime(
  image: PeImage,
  debug: DebugDirectory | undefined,
  signatures: readonly Signature[],
): TraceSighting {
  const { seconds, at } = image.timestamp;
  const { time, reading } = readCompileTime(seconds, debug?.reproducible ?? false);
  const bits = `0x${seconds.toString(16).padStart(8, '0')}`;
  if (!time) return trace('compile-time', `${bits}: ${reading}`, at, 4);
  const signed = signatures.flatMap(({ signers }) => signers.flatMap(({ signedAt }) => signedAt ?? []));
  const before = signed.find((when) => when < time);
  if (!before) return timedTrace('compile-time', time, at, 4);
  const doubt = `${isoSeconds(time)}, but its signature says ${isoSeconds(before)}, which is earlier: one of the two is wrong`;
  return trace('compile-time', doubt, at, 4);
}

const shownTools = 12;

function richInWords({ entries, checksumHolds }: RichHeader): string {
  const tools = entries.map(
    ({ product, build, count }) => `0x${product.toString(16).padStart(4, '0')}.${build} ×${count}`,
  );
  const check = checksumHolds
    ? 'its checksum holds'
    : 'its checksum does NOT hold: changed by hand or taken from elsewhere';
  return `${counted(entries.length, 'kind')} of parts, as product.build ×number: ${listed(tools, shownTools)}; ${check}`;
}

/** Resources of the builder's own kinds; pictures are dense by nature. */
const ownTypes = /^(?!PNG$|GIF$|JPE?G$|AVI$|WAVE?$|MUI$|(?:GROUP_)?(?:ICON|CURSOR)$|BITMAP$|FONT$|ANI)/i;
const shownDense = 4;

/** Strings that say what the file claims to be. */
const tellingStrings = new Set([
  ...['CompanyName', 'FileDescription', 'FileVersion', 'InternalName', 'LegalCopyright'],
  ...['OriginalFilename', 'ProductName', 'ProductVersion', 'Comments', 'LegalTrademarks'],
]);

function* resourceTraces(view: View, image: PeImage): Generator<TraceSighting> {
  const resources = readResources(view.bytes, image);
  const leaves = resources.status === 'ok' ? resources.value.leaves : [];
  const version = leaves.find(({ type }) => type === 'VERSION');
  for (const { name, text, at, length } of version ? readVersionStrings(view.bytes, version) : [])
    if (tellingStrings.has(name) && text.trim() !== '') yield trace('version-info', `${name}: ${text}`, at, length);
  const dense = leaves.filter(({ type, at, end }) => ownTypes.test(type) && isDense(view.bytes.subarray(at, end)));
  for (const { path, at, end } of dense.slice(0, shownDense))
    yield trace(
      'section',
      `resource ${path}: ${end - at} bytes as dense as compressed or encrypted data`,
      at,
      end - at,
    );
}

const shownLibraries = 12;

function importsInWords({ libraries }: Imports): string {
  const functions = libraries.reduce((sum, library) => sum + library.functions, 0);
  const names = libraries.map(({ name }) => name);
  return `imports ${counted(functions, 'function')} from ${counted(libraries.length, 'library', 'libraries')}: ${listed(names, shownLibraries)}`;
}

const isExecutable = 0x20000000;

function* packingTrace(view: View, image: PeImage, imports: Imports | undefined): Generator<TraceSighting> {
  const sections = image.sections.map((section): CodeSection => {
    const at = loadedOffset(image, section);
    return {
      name: section.name,
      bytes: view.bytes.subarray(at, at + section.rawSize),
      executable: (section.characteristics & isExecutable) !== 0,
      memorySize: section.virtualSize,
    };
  });
  const signs = packingSigns(
    sections,
    imports?.libraries.reduce((sum, { functions }) => sum + functions, 0),
  );
  if (signs.length === 0) return;
  const first = image.sections.find(({ rawSize }) => rawSize > 0);
  yield trace('packer', `looks packed: ${signs.join('; ')}`, first?.rawOffset ?? 0, first?.rawSize ?? 0);
}
