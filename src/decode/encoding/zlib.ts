/**
 * A zlib stream that stands alone (RFC 1950): objects of Git, and what scripts keep in base64 for zlib.decompress and
 * gzuncompress. Also raw DEFLATE (RFC 1951), which has no mark of its own: only where another decoder of ours has named
 * it `deflate@…`, since a script inflates it.
 * Does not see: streams within other bytes, preset dictionaries; what follows the stream. The checksum is not verified.
 */
import { isZlib } from '../../codec/plain-content/signature.ts';
import { isText } from '../../codec/plain-content/text.ts';
import type { GapCode } from '../../model/gap.ts';
import { type DecodeContext, type Decoded, defineDecoder, type WholeDecoder } from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio. */
const harmlessBytes = 1024 * 1024;
/** What unpacks to more is handed on in pieces. */
const heldBytes = 8 * 1024 * 1024;
const headerBytes = 2;

const isNamedDeflate = (name: string): boolean => name.includes('deflate@0x') && /(^|!)deflate@0x[0-9a-f]+$/.test(name);

export const zlib: WholeDecoder = defineDecoder({
  id: 'zlib',
  title: 'what a zlib stream holds',
  mode: 'whole',
  accepts(head, name) {
    // `x^2 + …` begins like a zlib stream of middling compression.
    return isZlib(head) ? !isText(head) : isNamedDeflate(name);
  },
  decode: (bytes, context) => inflate(isZlib(bytes) ? bytes.subarray(headerBytes) : bytes, context),
});

async function* inflate(packed: Uint8Array, { host, limits }: DecodeContext): AsyncGenerator<Decoded> {
  const byRatio = Math.max(harmlessBytes, limits.ratio * packed.length);
  const code: GapCode = byRatio < limits.unpackedBytes ? 'limit-ratio' : 'limit-bytes';
  const most = Math.min(byRatio, limits.unpackedBytes);
  const held = await host.inflateRaw(packed, Math.min(heldBytes, most));
  if (held.status === 'ok') {
    if (held.value.length > 0) yield { name: 'inflated', bytes: held.value };
    return;
  }
  if (held.status !== 'limit')
    return yield { gap: { code: 'malformed', what: 'the zlib stream is damaged', offset: 0 } };
  const state = { end: 'ok' };
  yield { name: 'inflated', pieces: () => pieces(packed, most, host, state) };
  if (state.end === 'limit') yield { gap: { code, what: `would unpack to more than ${most} bytes` } };
  if (state.end === 'malformed') yield { gap: { code: 'malformed', what: 'the zlib stream is damaged further on' } };
}

async function* pieces(
  packed: Uint8Array,
  most: number,
  host: DecodeContext['host'],
  state: { end: string },
): AsyncGenerator<Uint8Array> {
  let left = most;
  for await (const piece of host.inflateRawPieces(packed)) {
    if (piece.status !== 'ok') state.end = 'malformed';
    else {
      yield piece.value.subarray(0, left);
      if (piece.value.length > left) state.end = 'limit';
      left -= piece.value.length;
    }
    if (state.end !== 'ok') return;
  }
}
