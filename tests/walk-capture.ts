/** For tests and fuzzing: a capture through the walk, in chunks as an engine would push them. */

import { CaptureWalk } from '../src/decode/capture/capture-walk.ts';
import { conversationBounds } from '../src/decode/capture/conversations.ts';
import type { Hit } from '../src/model/anchor.ts';
import type { Stream } from '../src/model/stream.ts';
import type { Child, Miss } from '../src/model/units.ts';

export interface Walked {
  readonly streams: (Child & { readonly stream: Stream })[];
  readonly strays: Child[];
  readonly gaps: Miss['gap'][];
  readonly packets: number;
}

export interface WalkOptions {
  /** Bytes in a chunk; all of them if absent. */
  readonly chunk?: number;
  /** Flows that hold it are candidates; every flow is if absent. */
  readonly anchor?: string;
  readonly bounds?: Partial<typeof conversationBounds>;
  readonly flows?: number;
}

export function walkCapture(capture: Uint8Array, options: WalkOptions = {}): Walked {
  const bounds = { ...conversationBounds, streams: 10_000, ...options.bounds };
  const flows = options.flows === undefined ? {} : { flows: options.flows };
  const walk = new CaptureWalk({ bounds, everyFlow: options.anchor === undefined, nameBytes: 65_536, ...flows });
  const walked = { streams: [] as Walked['streams'], strays: [] as Child[], gaps: [] as Miss['gap'][], packets: 0 };
  const drain = (): void => {
    for (const out of walk.drain())
      if ('gap' in out) walked.gaps.push(out.gap);
      else if (out.kind === 'stream' && out.stream) walked.streams.push({ ...out, stream: out.stream });
      else walked.strays.push(out);
  };
  const chunk = options.chunk ?? capture.length;
  let done = 0;
  for (let end = Math.min(chunk, capture.length); ; end = Math.min(end + chunk, capture.length)) {
    const bytes = new Uint8Array(capture.subarray(done, end));
    const used = walk.push(bytes, hitsOf(bytes, options.anchor), []);
    if (used < 0 || used > bytes.length) throw new Error(`${used} of ${bytes.length} bytes used`);
    bytes.fill(0xee); // the engine reuses its buffer
    done += used;
    drain();
    if (end === capture.length) break;
  }
  walk.end();
  drain();
  return { ...walked, packets: walk.packets };
}

function hitsOf(bytes: Uint8Array, anchor: string | undefined): Hit[] {
  const hits: Hit[] = [];
  if (anchor === undefined) return hits;
  const wanted = new TextEncoder().encode(anchor);
  for (let at = 0; at + wanted.length <= bytes.length; at++)
    if (wanted.every((byte, i) => bytes[at + i] === byte))
      hits.push({ anchor, offset: at, length: wanted.length, encoding: 'ascii' });
  return hits;
}
