/**
 * The resources of an image: a tree of type, name and language whose leaves are stretches of the file.
 * Source: Microsoft, "PE Format", section "The .rsrc Section".
 * Does not see: what a leaf holds (version-info.ts reads versions).
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { directoryIndex, type Extent, fileExtent, type PeImage } from './image.ts';
import { record } from './record.ts';

/** A leaf; `at` and `end` frame its bytes in the file, which may end sooner. */
interface Resource extends Extent {
  /** `RCDATA`, a number that has no name, or what the builder called it. */
  readonly type: string;
  /** `RCDATA/101/1033`: type, name and language. */
  readonly path: string;
}

export interface Resources {
  readonly leaves: readonly Resource[];
  /** Where reading stopped because there were too many entries. */
  readonly cutAt?: number;
}

const typeNames = new Map<number, string>([
  ...([
    [1, 'CURSOR'],
    [2, 'BITMAP'],
    [3, 'ICON'],
    [4, 'MENU'],
    [5, 'DIALOG'],
    [6, 'STRING'],
    [7, 'FONTDIR'],
  ] as const),
  ...([
    [8, 'FONT'],
    [9, 'ACCELERATOR'],
    [10, 'RCDATA'],
    [11, 'MESSAGETABLE'],
    [12, 'GROUP_CURSOR'],
  ] as const),
  ...([
    [14, 'GROUP_ICON'],
    [16, 'VERSION'],
    [17, 'DLGINCLUDE'],
    [19, 'PLUGPLAY'],
    [20, 'VXD'],
  ] as const),
  ...([
    [21, 'ANICURSOR'],
    [22, 'ANIICON'],
    [23, 'HTML'],
    [24, 'MANIFEST'],
  ] as const),
]);

const directorySize = 16;
const entrySize = 8;
const leafSize = 16;
const levels = 3;
/** Of any level. A tree that points back into itself ends here, too. */
const mostEntries = 4_096;
const longestName = 256; // characters
const isPointer = 0x80000000;

/** Reads the tree; `not-this-format` where the image has none. Entries that point outside the file are passed over. */
export function readResources(bytes: Uint8Array, image: PeImage): Result<Resources> {
  const directory = image.directories[directoryIndex.resources];
  const root = directory && directory.size > 0 ? fileExtent(image, directory.rva) : undefined;
  if (!root) return notThisFormat;
  const tree = new Tree(bytes, image, root);
  tree.walk(root.at, []);
  return ok(tree.cutAt === undefined ? { leaves: tree.leaves } : { leaves: tree.leaves, cutAt: tree.cutAt });
}

class Tree {
  readonly leaves: Resource[] = [];
  cutAt: number | undefined;
  #entries = 0;
  readonly #bytes: Uint8Array;
  readonly #image: PeImage;
  readonly #root: Extent;

  constructor(bytes: Uint8Array, image: PeImage, root: Extent) {
    this.#bytes = bytes;
    this.#image = image;
    this.#root = root;
  }

  walk(at: number, path: readonly string[]): void {
    const header = record(this.#bytes, at, directorySize);
    const count = header ? header.getUint16(12, true) + header.getUint16(14, true) : 0;
    for (let i = 0; i < count; i++) {
      const entryAt = at + directorySize + i * entrySize;
      const entry = record(this.#bytes, entryAt, entrySize);
      if (!entry || this.cutAt !== undefined) return;
      if (++this.#entries > mostEntries) {
        this.cutAt = entryAt;
        return;
      }
      const inner = [...path, this.#label(entry.getUint32(0, true), path.length)];
      const target = entry.getUint32(4, true);
      if (target < isPointer) this.#takeLeaf(this.#root.at + target, inner);
      else if (inner.length < levels) this.walk(this.#root.at + target - isPointer, inner);
    }
  }

  #takeLeaf(at: number, path: readonly string[]): void {
    const leaf = record(this.#bytes, at, leafSize);
    const extent = leaf && fileExtent(this.#image, leaf.getUint32(0, true));
    if (!extent) return;
    const end = Math.min(extent.at + leaf.getUint32(4, true), this.#bytes.length);
    if (end > extent.at) this.leaves.push({ type: path[0] ?? '', path: path.join('/'), at: extent.at, end });
  }

  /** A number, or a counted UTF-16LE string elsewhere in the section. */
  #label(value: number, level: number): string {
    if (value < isPointer) return (level === 0 ? typeNames.get(value) : undefined) ?? String(value);
    const at = this.#root.at + value - isPointer;
    const characters = Math.min(record(this.#bytes, at, 2)?.getUint16(0, true) ?? 0, longestName);
    return new TextDecoder('utf-16le').decode(this.#bytes.subarray(at + 2, at + 2 + 2 * characters));
  }
}
