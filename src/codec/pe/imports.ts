/**
 * Which libraries an image asks Windows for, and how many functions of each.
 * Source: Microsoft, "PE Format", section "The .idata Section".
 * Does not see: the functions' names, delayed imports, what a program looks up by itself while it runs.
 */
import { limit, notThisFormat, ok, type Result } from '../../model/result.ts';
import { directoryExtent, directoryIndex, fileExtent, type PeImage } from './image.ts';
import { record, textUntilNul } from './record.ts';

interface ImportedLibrary {
  readonly name: string;
  readonly functions: number;
}

export interface Imports {
  readonly libraries: readonly ImportedLibrary[];
  /** Where the table of libraries stands in the file. */
  readonly at: number;
  readonly length: number;
}

const descriptorSize = 20;
const longestName = 256;
/** Large programs import from some fifty libraries, and some ten thousand functions. */
const mostLibraries = 512;
const mostFunctions = 65_536;

/** `not-this-format` where the image imports nothing. */
export function readImports(bytes: Uint8Array, image: PeImage): Result<Imports> {
  const extent = directoryExtent(image, directoryIndex.imports);
  if (!extent) return notThisFormat;
  const libraries: ImportedLibrary[] = [];
  let left = mostFunctions;
  let at = extent.at;
  for (; ; at += descriptorSize) {
    const descriptor = record(bytes, at, descriptorSize);
    const nameRva = descriptor?.getUint32(12, true) ?? 0;
    const nameAt = fileExtent(image, nameRva)?.at;
    // The table ends with zeros; where the file was cut or lies, what was read up to here stands.
    if (!descriptor || nameAt === undefined) break;
    if (libraries.length === mostLibraries) return limit(at, `imports from more than ${mostLibraries} libraries`);
    const thunks = descriptor.getUint32(0, true) || descriptor.getUint32(16, true);
    const functions = countFunctions(bytes, image, thunks, left);
    left -= functions;
    libraries.push({ name: textUntilNul(bytes, nameAt, nameAt + longestName, longestName).text, functions });
  }
  return libraries.length === 0 ? notThisFormat : ok({ libraries, at: extent.at, length: at - extent.at });
}

/** A list of addresses that ends with a zero. */
function countFunctions(bytes: Uint8Array, image: PeImage, rva: number, most: number): number {
  const extent = fileExtent(image, rva);
  if (!extent) return 0;
  const size = image.bits / 8;
  let count = 0;
  for (let at = extent.at; count < most && at + size <= extent.end; at += size) {
    const thunk = record(bytes, at, size);
    if (!thunk || (thunk.getUint32(0, true) === 0 && thunk.getUint32(size - 4, true) === 0)) break;
    count++;
  }
  return count;
}
