/** Captures of many flows, whose packets come in the order of their times. The same numbers give the same bytes. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './data.ts';
import { Conversations, type Flow, type Kind } from './flows-conversations.ts';
import { CaptureFile } from './flows-file.ts';

export interface FlowsForm {
  readonly flows: number;
  /** Of the capture's own time. */
  readonly seconds: number;
  /** Nothing but conversations under TLS that go on to the end. */
  readonly long: boolean;
}

/** How many of a hundred thousand flows are of a kind; the rest are TLS. */
const shares: readonly (readonly [kind: Kind, count: number])[] = [
  ['dns', 38_000],
  ['web', 9_000],
  ['scan', 6_000],
  ['open', 800],
  ['miner', 8],
  ['tls-miner', 8],
];

/** Flows by the time of their next packet: a binary heap. */
class Agenda {
  readonly #flows: Flow[] = [];

  get first(): Flow | undefined {
    return this.#flows[0];
  }

  add(flow: Flow): void {
    let at = this.#flows.push(flow) - 1;
    for (let up = (at - 1) >> 1; at > 0 && this.#time(up) > flow.time; up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  /** The first flow's time has changed, or it is over. */
  settle(over: boolean): void {
    const last = over ? this.#flows.pop() : undefined;
    if (last && this.#flows.length > 0) this.#flows[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (this.#time(child) < this.#time(least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #time(at: number): number {
    return this.#flows[at]?.time ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#flows[a], this.#flows[b]];
    if (!first || !second) return;
    this.#flows[a] = second;
    this.#flows[b] = first;
  }
}

function kindOf(number: number): Kind {
  // A multiplication spreads the kinds over the capture.
  let place = (number * 7_919) % 100_000;
  for (const [kind, count] of shares) {
    if (place < count) return kind;
    place -= count;
  }
  return 'tls';
}

/** Makes the capture if it is not there; answers its path. */
export function manyFlows({ flows, seconds, long }: FlowsForm): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${long ? 'long-' : ''}flows-${flows}-${seconds}.pcap`);
  if (existsSync(path)) return path;
  const file = new CaptureFile(`${path}.part`);
  const conversations = new Conversations(file);
  const agenda = new Agenda();
  // Long ones all begin within the first half.
  const gap = (seconds * 1e6) / flows / (long ? 2 : 1);
  for (let number = 0; number < flows || agenda.first; ) {
    const next = agenda.first;
    if (number < flows && (!next || next.time >= Math.floor(number * gap))) {
      const kind = long ? 'talk' : kindOf(number);
      agenda.add(conversations.begin(kind, number, Math.floor(number * gap), seconds));
      number++;
    } else if (next) agenda.settle(!conversations.step(next));
  }
  file.close();
  renameSync(`${path}.part`, path);
  return path;
}
