/**
 * Windows programs that UPX packed: one stream, from which all sections come in one piece, with the program's own
 * headers behind them.
 * Source: UPX, src/pefile.cpp, https://github.com/upx/upx (the layout; the code is ours).
 * Where the pack header is wiped, the stream is found by the loader's first instruction, which names its address, and
 * the method by what unpacks to an end.
 * Does not see: imports, relocations and resources, which the packed file holds in part and which are not put back.
 */
import type { PeImage } from '../pe/image.ts';
import { fileExtent } from '../pe/image.ts';
import { record } from '../pe/record.ts';
import { undoFilter } from './filters.ts';
import { upxMethods } from './methods.ts';
import { adler32, type PackHeader, packHeaderBytes, readPackHeader } from './pack-header.ts';
import { rebuildImage } from './pe-image.ts';
import type { Lack, UnpackedProgram } from './program.ts';

/** Bytes around the packed section's start that may hold the pack header. */
const before = 64;
const behind = 1024;

/** Sections that are looked at, and headers that look right and are tried. */
const mostSections = 8;
const mostTrials = 3;

/** What came out of the stream. */
interface Stream {
  readonly bytes: Uint8Array;
  readonly method: string;
  /** Where its packed bytes begin. */
  readonly at: number;
  readonly header?: PackHeader;
  readonly whole: boolean;
}

/** Unpacks a program to at most `most` bytes; undefined where nothing of UPX's is found. */
export function unpackPe(bytes: Uint8Array, image: PeImage, most: number): UnpackedProgram | undefined {
  const stream = byHeader(bytes, image, most) ?? byLoader(bytes, image, most);
  if (!stream) return undefined;
  const { header } = stream;
  const lacks: Lack[] = [];
  if (header && header.size > most)
    lacks.push({ code: 'limit-bytes', at: stream.at, what: `unpacking stopped after ${stream.bytes.length} bytes` });
  else if (!stream.whole)
    lacks.push({ code: 'malformed', at: stream.at, what: 'the packed data do not unpack to their end' });
  else if (header && adler32(stream.bytes) !== header.adler)
    lacks.push({ code: 'malformed', at: header.at, what: 'the checksum of the unpacked bytes does not hold' });
  const rebuilt = rebuildImage(bytes, image, stream.bytes, most, (code, base) =>
    header ? undoFilter(code, { id: header.filter, mark: header.filterMark, base }) : false,
  );
  return {
    bytes: rebuilt?.bytes ?? stream.bytes,
    method: stream.method,
    magicBroken: header?.magicBroken ?? true,
    form: rebuilt ? 'file' : 'parts in order',
    filtered: rebuilt?.filtered ?? true,
    lacks,
  };
}

/** By the pack header that stands just before the packed data, `UPX!` or not. */
function byHeader(bytes: Uint8Array, image: PeImage, most: number): Stream | undefined {
  let trials = 0;
  for (const header of likelyHeaders(bytes, image)) {
    const method = upxMethods.get(header.method);
    if (!method || ++trials > mostTrials) continue;
    const dataAt = header.at + packHeaderBytes;
    const packed = bytes.subarray(dataAt, dataAt + header.packedSize);
    if (header.magicBroken && packed.length < header.packedSize) continue;
    const wanted = Math.min(header.size, most);
    const unpacked = method.unpack(packed, wanted).bytes;
    const whole = unpacked.length === wanted;
    if (whole || (!header.magicBroken && unpacked.length > 0))
      return { bytes: unpacked, method: method.name, at: dataAt, header, whole };
  }
  return undefined;
}

function* likelyHeaders(bytes: Uint8Array, image: PeImage): Generator<PackHeader> {
  const sections = image.sections.filter(({ rawSize }) => rawSize > 0);
  for (const { rawOffset } of sections.slice(0, mostSections)) {
    const end = Math.min(bytes.length, rawOffset + behind);
    for (let at = Math.max(0, rawOffset - before); at < end; at++) {
      const header = readPackHeader(bytes, at);
      if (header) yield header;
    }
  }
}

/** By the loader: it begins by naming the address of the packed data, which end before it. */
function byLoader(bytes: Uint8Array, image: PeImage, most: number): Stream | undefined {
  const entry = fileExtent(image, image.entryPoint)?.at;
  const rva = entry === undefined ? undefined : packedAddress(bytes, entry, image);
  const at = rva === undefined ? undefined : fileExtent(image, rva)?.at;
  if (entry === undefined || at === undefined || at >= entry) return undefined;
  const packed = bytes.subarray(at, entry);
  const room = Math.min(most, Math.max(...image.sections.map((s) => s.virtualAddress + s.virtualSize)));
  for (const method of upxMethods.values()) {
    const unpacked = method.unpack(packed, room);
    // LZMA data carry no mark of their end: they break off where the loader begins.
    const whole = unpacked.end === 'whole' || method.name === 'LZMA';
    if (whole && unpacked.bytes.length > packed.length && hasImage(unpacked.bytes))
      return { bytes: unpacked.bytes, method: method.name, at, whole: true };
  }
  return undefined;
}

const hasImage = (bytes: Uint8Array): boolean => {
  for (let at = bytes.lastIndexOf(0x50); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(0x50, at - 1))
    if (record(bytes, at, 4)?.getUint32(0, true) === 0x00004550) return true;
  return false;
};

/** `pusha; mov esi, address` (x86), `push …; lea rsi, [rip + distance]` (x86-64): relative to the image's base. */
function packedAddress(bytes: Uint8Array, entry: number, image: PeImage): number | undefined {
  const pushes = 16; // a DLL's loader looks at its arguments first
  for (let at = entry; at < entry + pushes; at++) {
    const view = record(bytes, at, 7);
    if (!view) return undefined;
    const isMove = image.bits === 32 && view.getUint8(0) === 0x60 && view.getUint8(1) === 0xbe;
    if (isMove) return view.getUint32(2, true) - image.imageBase;
    const isLea = image.bits === 64 && view.getUint8(0) === 0x48 && view.getUint16(1) === 0x8d35;
    if (isLea) return image.entryPoint + (at - entry) + 7 + view.getInt32(3, true);
  }
  return undefined;
}
