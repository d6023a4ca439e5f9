/**
 * What the linker left for a debugger: the path of the symbol file, and whether the build was reproducible.
 * Source: Microsoft, "PE Format", section "The .debug Section"; CodeView records RSDS and NB10.
 * Does not see: symbols themselves, embedded portable PDBs.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { directoryExtent, directoryIndex, type PeImage } from './image.ts';
import { guidText, record, textUntilNul } from './record.ts';

/** The path of the symbol file as the linker wrote it. `at` and `length` frame the path's bytes in the file. */
interface CodeView {
  readonly form: 'RSDS' | 'NB10';
  readonly path: string;
  readonly at: number;
  readonly length: number;
  /** Ties the image to one symbol file; RSDS only. */
  readonly guid?: string;
  readonly age: number;
}

export interface DebugDirectory {
  readonly codeView: readonly CodeView[];
  /** The linker says that timestamps are hashes of the content. */
  readonly reproducible: boolean;
}

const entrySize = 28;
const mostEntries = 64;
const longestPath = 4096;
const typeCodeView = 2;
const typeReproducible = 16;

/** Reads the debug directory; `not-this-format` where the image has none. */
export function readDebugDirectory(bytes: Uint8Array, image: PeImage): Result<DebugDirectory> {
  const extent = directoryExtent(image, directoryIndex.debug);
  if (!extent) return notThisFormat;
  const codeView: CodeView[] = [];
  let reproducible = false;
  const count = Math.floor((extent.end - extent.at) / entrySize);
  if (count > mostEntries) return limit(extent.at, `a debug directory of ${count} entries`);
  for (let i = 0; i < count; i++) {
    const at = extent.at + i * entrySize;
    const entry = record(bytes, at, entrySize);
    if (!entry) return malformed(at, 'the debug directory lies beyond the end of the file');
    const type = entry.getUint32(12, true);
    if (type === typeReproducible) reproducible = true;
    if (type !== typeCodeView) continue;
    const found = readCodeView(bytes, entry.getUint32(24, true), entry.getUint32(16, true));
    if (found) codeView.push(found);
  }
  return ok({ codeView, reproducible });
}

function readCodeView(bytes: Uint8Array, at: number, size: number): CodeView | undefined {
  const magic = record(bytes, at, 4)?.getUint32(0, false);
  if (magic === 0x52534453) return withPath(bytes, 'RSDS', at, size, 24);
  if (magic === 0x4e423130) return withPath(bytes, 'NB10', at, size, 16);
  return undefined;
}

function withPath(
  bytes: Uint8Array,
  form: CodeView['form'],
  at: number,
  size: number,
  fixedSize: number,
): CodeView | undefined {
  const fixed = size > fixedSize ? record(bytes, at, fixedSize) : undefined;
  if (!fixed) return undefined;
  const { text, length } = textUntilNul(bytes, at + fixedSize, at + size, longestPath);
  if (length === 0) return undefined;
  const common = { form, path: text, at: at + fixedSize, length, age: fixed.getUint32(fixedSize - 4, true) };
  return form === 'RSDS' ? { ...common, guid: guidText(bytes, at + 4) } : common;
}
