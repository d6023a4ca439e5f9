/** What Node gives the engine: hashing, inflating, the clock, and an end to work that has none. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip, createInflateRaw, gunzipSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import type { Asset, Host } from '../../model/host.ts';
import { limit, malformed, ok, type Result } from '../../model/result.ts';
import { within } from './within.ts';

// SYNC_FLUSH: a stream that ends early still gives what it held.
const finishFlush = constants.Z_SYNC_FLUSH;
const pieceBytes = 64 * 1024;

function inflateRaw(bytes: Uint8Array, limitBytes: number): Result<Uint8Array> {
  try {
    return ok(inflateRawSync(bytes, { maxOutputLength: limitBytes, finishFlush }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return limit(0, `inflates to more than ${limitBytes} bytes`);
    return brokenData;
  }
}

const brokenData = malformed(0, 'broken DEFLATE data');

/** Up to the last `pieceBytes` before broken data are lost, as zlib keeps what it had begun. */
async function* inflateRawPieces(bytes: Uint8Array): AsyncGenerator<Result<Uint8Array>> {
  // One piece waits at most, so that an error never overtakes a piece. (It is an option of every stream.)
  const options: ZlibOptions & { highWaterMark: number } = { chunkSize: pieceBytes, finishFlush, highWaterMark: 1 };
  const inflate = createInflateRaw(options);
  inflate.end(bytes);
  try {
    for await (const piece of inflate) yield ok(piece);
  } catch {
    yield brokenData;
  }
}

/** So much is inflated at once: a stream of Node's costs more than inflating a page of a manual. */
const atOnceBytes = 256 * 1024;
const atOnceOutput = 4 * 1024 * 1024;

/** Unlike raw DEFLATE, gzip says where it ends: one that breaks off is told from one that is whole. */
async function* gunzipPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Result<Uint8Array>> {
  const begun: Uint8Array[] = [];
  let length = 0;
  const rest = pieces[Symbol.asyncIterator]();
  for (;;) {
    const next = await rest.next();
    if (next.done) break;
    begun.push(next.value);
    length += next.value.length;
    if (length > atOnceBytes) return yield* gunzipStream(begun, rest);
  }
  try {
    yield ok(gunzipSync(Buffer.concat(begun), { maxOutputLength: atOnceOutput }));
  } catch {
    yield* gunzipStream(begun, rest); // large, or broken: then as much as there is
  }
}

async function* gunzipStream(
  begun: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Result<Uint8Array>> {
  const options: ZlibOptions & { highWaterMark: number } = { chunkSize: pieceBytes, highWaterMark: 1 };
  const gunzip = createGunzip(options);
  pipeline(Readable.from(resumed(begun, rest)), gunzip, () => {}); // what goes wrong is seen by whoever reads
  try {
    for await (const piece of gunzip) yield ok(piece);
  } catch (error) {
    const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    yield malformed(gunzip.bytesWritten, isCut ? 'the gzip data end too early' : 'broken gzip data');
  }
}

async function* resumed(begun: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* begun;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

const assets: Readonly<Record<Asset, string>> = {
  '7z': '7z-wasm/7zz.wasm',
};

function asset(name: Asset): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(assets[name]));
}

async function sha256Pieces(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** For worker threads: whoever started one ends it where a unit never comes back. */
export const nodeHost: Host = {
  now: () => new Date(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  sha256Pieces,
  inflateRaw,
  inflateRawPieces,
  gunzipPieces,
  asset,
  within(_ms, work) {
    work();
    return true;
  },
  turn: () => undefined,
};

/** Between turns; a person does not notice. */
const turnMs = 50;

/** For the main thread, which nobody else can end and which has signals and progress to see to. */
export function sharedHost(): Host {
  let last = performance.now();
  return {
    ...nodeHost,
    within,
    turn() {
      if (performance.now() - last < turnMs) return undefined;
      return new Promise((resolve) =>
        setImmediate(() => {
          last = performance.now();
          resolve();
        }),
      );
    },
  };
}
