/** Runs a decoder by itself, and gathers what it gives. */
import { Buffer } from 'node:buffer';
import { PieceReader } from '../src/codec/series/piece-reader.ts';
import { nodeHost } from '../src/engine/node/host.ts';
import { defaultLimits, type Limits } from '../src/model/limits.ts';
import type { Decoded, InnerDecoder, Miss, SerialDecoder, WholeDecoder } from '../src/model/units.ts';

interface UnpackedPart {
  readonly name: string;
  readonly bytes: Buffer;
  readonly how?: string;
  /** It came in pieces. */
  readonly long: boolean;
}

export interface Unpacked {
  readonly parts: readonly UnpackedPart[];
  readonly gaps: readonly Miss['gap'][];
}

export type Opener = WholeDecoder | SerialDecoder | InnerDecoder;

/** Pieces of `step` bytes, so that nothing depends on where they are cut. */
async function* inSteps(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.slice(at, at + step);
}

/** @param name the artifact's own, where the decoder is to know it */
export async function unpack(
  decoder: Opener,
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
  step = 65_536,
  name?: string,
): Promise<Unpacked> {
  const named = name === undefined ? {} : { name };
  const context = { host: nodeHost, limits: { ...defaultLimits, ...limits }, ...named };
  const outs: Iterable<Decoded> | AsyncIterable<Decoded> =
    decoder.mode === 'serial'
      ? decoder.decode(new PieceReader(inSteps(bytes, step)), context)
      : decoder.decode(bytes, context);
  const parts: UnpackedPart[] = [];
  const gaps: Miss['gap'][] = [];
  for await (const out of outs) {
    if ('gap' in out) gaps.push(out.gap);
    else parts.push(await gathered(out));
  }
  return { parts, gaps };
}

async function gathered(out: Exclude<Decoded, Miss>): Promise<UnpackedPart> {
  const said = out.how === undefined ? {} : { how: out.how };
  if ('bytes' in out) return { name: out.name, bytes: Buffer.from(out.bytes), long: false, ...said };
  const pieces: Uint8Array[] = [];
  for await (const piece of out.pieces()) pieces.push(Uint8Array.from(piece));
  return { name: out.name, bytes: Buffer.concat(pieces), long: true, ...said };
}

/** Texts by their part's name. */
export function textsOf({ parts }: Unpacked): Record<string, string> {
  return Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes.toString('latin1')]));
}
