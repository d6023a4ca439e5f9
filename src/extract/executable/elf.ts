/**
 * What the building of a Linux or BSD program left in it: compiler, build id, libraries and interpreter, whether it is
 * stripped, signs of a packer, Go's and Rust's own traces.
 * Source: System V ABI; binutils (build id); the toolchains as their codecs say.
 * Does not see: debugging symbols, what a packer hides, and what lies beyond the part of a large file that it is given
 * (sections stand at the end of a file).
 */
import { readComments } from '../../codec/elf/comment.ts';
import { type ElfImage, fileOffset, readElfImage, segmentType } from '../../codec/elf/image.ts';
import { type Linking, readLinking } from '../../codec/elf/linking.ts';
import { type Note, noteType, readNotes } from '../../codec/elf/notes.ts';
import { overlay } from '../../codec/elf/overlay.ts';
import { auditSection } from '../../codec/rust-build/audit-list.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { tracesBehind } from './behind.ts';
import { type CodeSection, packingSigns } from './packing.ts';
import { goTraces, rustTraces } from './toolchain-traces.ts';
import { listed, missed, type TraceSighting, trace, within } from './trace.ts';

export const elf: Extractor<'build-trace'> = defineExtractor({
  id: 'elf',
  title: 'compiler, build id, libraries and toolchain of a Linux program',
  emits: ['build-trace'],
  kinds: ['executable'],
  passive: true,
  *extract(view) {
    if (view.base !== 0) return;
    const image = readElfImage(view.bytes);
    if (image.status !== 'ok') return yield* missed(view, image);
    for (const sighting of traces(view, image.value)) yield within(view, sighting);
  },
});

function* traces(view: View, image: ElfImage): Generator<TraceSighting> {
  for (const { text, at, length } of readComments(view.bytes, image)) yield trace('compiler', text, at, length);
  for (const note of readNotes(view.bytes, image)) yield* buildId(view, note);
  yield* linkingTrace(view, image);
  yield* packingTrace(view, image);
  const behind = view.whole ? overlay(image, view.bytes.length) : undefined;
  yield* tracesBehind(view, behind);
  yield* goTraces(view, (address) => fileOffset(image, address)?.at);
  const audit = image.sections.find(({ name }) => name === auditSection);
  yield* rustTraces(view, audit && { at: audit.offset, end: audit.offset + audit.size });
}

function* buildId(view: View, { owner, type, at, length }: Note): Generator<TraceSighting> {
  const bytes = view.bytes.subarray(at, at + length);
  if (owner === 'GNU' && type === noteType.gnuBuildId)
    yield trace('build-id', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), at, length);
  if (owner === 'Go' && type === noteType.goBuildId)
    yield trace('build-id', `Go ${new TextDecoder().decode(bytes)}`, at, length);
}

const shownLibraries = 12;

function* linkingTrace(view: View, image: ElfImage): Generator<TraceSighting> {
  const linking = readLinking(view.bytes, image);
  const segment = image.segments.find(({ type }) => type === segmentType.interpreter);
  yield trace(
    'linking',
    linkingInWords(linking, view.whole && image.sectionTable.end === 0),
    segment?.offset ?? 0,
    segment?.fileSize ?? 4,
  );
  if (linking.searchPath !== undefined)
    yield trace('build-path', `${linking.searchPath} (where it looks for libraries first)`, 0, 4);
}

function linkingInWords({ form, interpreter, libraries, stripped }: Linking, sectionless: boolean): string {
  const symbols = stripped ? 'symbols stripped' : 'symbols kept';
  return [
    form,
    ...(libraries.length > 0 ? [`needs ${listed(libraries, shownLibraries)}`] : []),
    ...(interpreter === undefined ? [] : [`started by ${interpreter}`]),
    ...(stripped === undefined ? [] : [symbols]),
    ...(sectionless ? ['section headers removed, as packers do'] : []),
  ].join(', ');
}

const isExecutable = 1;

/** Packed programs keep their segments and lose their sections, so segments are what is looked at. */
function* packingTrace(view: View, image: ElfImage): Generator<TraceSighting> {
  const loaded = image.segments.filter(({ type }) => type === segmentType.load);
  const sections = loaded.map(
    ({ offset, fileSize, memorySize, flags }, i): CodeSection => ({
      name: `segment ${i + 1}`,
      bytes: view.bytes.subarray(offset, offset + fileSize),
      executable: (flags & isExecutable) !== 0,
      memorySize,
    }),
  );
  const signs = packingSigns(sections);
  const [first] = loaded;
  if (signs.length > 0)
    yield trace('packer', `looks packed: ${signs.join('; ')}`, first?.offset ?? 0, first?.fileSize ?? 0);
}
