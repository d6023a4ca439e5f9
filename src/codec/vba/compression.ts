/**
 * What Visual Basic for Applications packs its sources with: chunks of up to 4,096 bytes, each a run of literals and
 * copies of what stands before them in the chunk.
 * Source: [MS-OVBA] 2.4.1.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

const chunkBytes = 4096;
const containerSignature = 1;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Where it breaks off, if it does; what stands before that is given. */
  readonly brokenAt?: number;
}

/** Unpacks a container that begins at `at` and ends with the bytes, or where no chunk follows. */
export function unpackVba(packed: Uint8Array, at: number, limitBytes: number): Result<Unpacked> {
  if (packed[at] !== containerSignature) return notThisFormat;
  const chunks: Uint8Array[] = [];
  let total = 0;
  let position = at + 1;
  while (position + 2 <= packed.length) {
    const header = (packed[position] ?? 0) | ((packed[position + 1] ?? 0) << 8);
    if (((header >> 12) & 7) !== 3) break;
    const end = Math.min(packed.length, position + (header & 0xfff) + 3);
    const data = packed.subarray(position + 2, end);
    const chunk = header & 0x8000 ? unpackChunk(data) : { bytes: data.subarray(0, chunkBytes), whole: true };
    total += chunk.bytes.length;
    if (total > limitBytes) return limit(position, `the macro's source is longer than ${limitBytes} bytes`);
    chunks.push(chunk.bytes);
    if (!chunk.whole) return ok({ bytes: join(chunks, total), brokenAt: position });
    position = end;
  }
  return chunks.length === 0 ? malformed(position, 'no chunk follows') : ok({ bytes: join(chunks, total) });
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function unpackChunk(data: Uint8Array): { readonly bytes: Uint8Array; readonly whole: boolean } {
  const out = new Uint8Array(chunkBytes);
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const flags = data[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < data.length; bit++) {
      if (((flags >> bit) & 1) === 0) {
        if (length === chunkBytes) return { bytes: out, whole: false };
        out[length++] = data[at++] ?? 0;
        continue;
      }
      const token = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
      at += 2;
      // The further the chunk, the more bits of a copy say how far back it reaches.
      const lengthBits = 16 - Math.max(4, Math.ceil(Math.log2(length)));
      const from = length - (token >> lengthBits) - 1;
      const copied = (token & ((1 << lengthBits) - 1)) + 3;
      if (from < 0 || length + copied > chunkBytes) return { bytes: out.subarray(0, length), whole: false };
      // Byte by byte: a copy may overlap what it makes.
      for (let i = 0; i < copied; i++) out[length++] = out[from + i] ?? 0;
    }
  }
  return { bytes: out.subarray(0, length), whole: true };
}
