/**
 * The modules of a VBA project, from its `dir` stream.
 * Source: [MS-OVBA] 2.3.4.2: records of an id, a size and data.
 * Does not see: references to other projects, the compiled code beside the source.
 */
export interface VbaModule {
  /** Name of its stream, beside `dir`. */
  readonly stream: string;
  /** Where in the stream its packed source begins. */
  readonly sourceAt: number;
}

const record = {
  version: 0x09,
  streamName: 0x1a,
  streamNameUnicode: 0x32,
  sourceOffset: 0x31,
  moduleEnd: 0x2b,
} as const;

/** @param dir the stream's bytes, unpacked */
export function vbaModules(dir: Uint8Array): VbaModule[] {
  const modules: VbaModule[] = [];
  const view = new DataView(dir.buffer, dir.byteOffset, dir.length);
  let stream: string | undefined;
  let sourceAt: number | undefined;
  for (let at = 0; at + 6 <= dir.length; ) {
    const id = view.getUint16(at, true);
    // The version is the one record whose size is not the size of its data.
    const size = id === record.version ? 6 : view.getUint32(at + 2, true);
    const data = dir.subarray(at + 6, at + 6 + size);
    if (id === record.streamName) stream = new TextDecoder('windows-1252').decode(data);
    // It says the same without a code page, which is not looked at.
    if (id === record.streamNameUnicode) stream = new TextDecoder('utf-16le').decode(data);
    if (id === record.sourceOffset && data.length === 4) sourceAt = view.getUint32(at + 6, true);
    if (id === record.moduleEnd) {
      if (stream !== undefined && sourceAt !== undefined) modules.push({ stream, sourceAt });
      stream = undefined;
      sourceAt = undefined;
    }
    at += 6 + size;
  }
  return modules;
}

/** Where a packed source begins in a stream whose project is lost: every source begins with `Attribute`. */
export function findVbaSource(stream: Uint8Array): number | undefined {
  // A signature, a chunk's header and eight literals.
  const wanted = [0, 0x41, 0x74, 0x74, 0x72, 0x69, 0x62, 0x75, 0x74];
  for (let at = stream.indexOf(0, 3); at >= 0; at = stream.indexOf(0, at + 1))
    if (wanted.every((byte, i) => stream[at + i] === byte)) return at - 3;
  return undefined;
}
