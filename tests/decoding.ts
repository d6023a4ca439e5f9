/** Runs a decoder that needs its artifact whole, and collects what it gives. */
import { nodeHost } from '../src/engine/node/host.ts';
import { defaultLimits, type Limits } from '../src/model/limits.ts';
import type { Child, DecodeContext, Decoded, Miss } from '../src/model/units.ts';

export interface Opened {
  readonly children: readonly Child[];
  readonly gaps: readonly Miss['gap'][];
}

interface Opener {
  decode(bytes: Uint8Array, context: DecodeContext): Iterable<Decoded> | AsyncIterable<Decoded>;
}

/** Long children are collected, too. */
export async function open(decoder: Opener, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Opened> {
  const children: Child[] = [];
  const gaps: Miss['gap'][] = [];
  for await (const out of decoder.decode(bytes, { host: nodeHost, limits: { ...defaultLimits, ...limits } })) {
    if ('gap' in out) gaps.push(out.gap);
    else if ('bytes' in out) children.push(out);
    else {
      const pieces: Uint8Array[] = [];
      for await (const piece of out.pieces()) pieces.push(Uint8Array.from(piece));
      const { name, how } = out;
      children.push({ name, bytes: Buffer.concat(pieces), ...(how === undefined ? {} : { how }) });
    }
  }
  return { children, gaps };
}

/** Children's bytes as text, by their names. */
export function texts({ children }: Opened): Record<string, string> {
  return Object.fromEntries(children.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));
}
