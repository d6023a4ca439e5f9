/**
 * The capture decoder alone, with the sieve before it as in a scan: `node dist/bench/capture.js [FILE]`. Without a
 * file it makes one of about 1.8 million packets out of ../shared/corpus/pcap, repeated with other addresses and
 * times; one copy in twenty holds miners.
 * Traps: the file must be in the page cache (the first round is thrown away); extraction and the report are not in it.
 */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCapture } from '../src/codec/network/capture.ts';
import { CaptureWalk } from '../src/decode/capture/capture-walk.ts';
import { conversationBounds } from '../src/decode/capture/conversations.ts';
import type { Found, Sieve } from '../src/sieve/contract.ts';
import { compilePlan, createSieve } from '../src/sieve/sieve.ts';
import { walletShapes } from './sieve.ts';
import { miningLiterals } from './sieve-anchors.ts';

export interface CaptureFigures {
  readonly packets: number;
  readonly streams: number;
  /** Seconds in all, and those of them spent in the sieve and in the decoder. */
  readonly seconds: number;
  readonly sieveSeconds: number;
  readonly decodeSeconds: number;
  readonly packetsPerSecond: number;
  /** Bytes of the process at its largest. */
  readonly peakBytes: number;
}

/** A chunk that still lies in the processor's cache when the decoder walks what the sieve has read. */
const chunkBytes = 1 << 20;

/** Walks and decodes a capture once, with an engine's chunks. */
export function measureCapture(path: string): CaptureFigures {
  const plan = compilePlan({ anchors: miningLiterals.map((text) => ({ text })), runs: walletShapes });
  const sieve = createSieve(plan, { capacity: chunkBytes });
  const walk = new CaptureWalk({ bounds: { ...conversationBounds, streams: Number.POSITIVE_INFINITY } });
  const file = openSync(path, 'r');
  const spent = { sieve: 0, decode: 0, peak: 0, streams: 0 };
  const start = performance.now();
  for (let kept = 0; ; ) {
    const size = readSync(file, sieve.input, kept, sieve.input.length - kept, null);
    if (size === 0) break;
    const begin = performance.now();
    const found = sieve.scan(kept + size);
    const sieved = performance.now();
    kept = take(walk, sieve, kept + size, found);
    for (const out of walk.drain()) if ('name' in out) spent.streams++;
    spent.sieve += sieved - begin;
    spent.decode += performance.now() - sieved;
    spent.peak = Math.max(spent.peak, process.memoryUsage.rss());
  }
  walk.end();
  for (const out of walk.drain()) if ('name' in out) spent.streams++;
  closeSync(file);
  const seconds = (performance.now() - start) / 1000;
  return {
    packets: walk.packets,
    streams: spent.streams,
    seconds,
    sieveSeconds: spent.sieve / 1000,
    decodeSeconds: spent.decode / 1000,
    packetsPerSecond: walk.packets / seconds,
    peakBytes: spent.peak,
  };
}

/** Moves what the decoder left to the front; answers how much that is. */
function take(walk: CaptureWalk, sieve: Sieve, length: number, { hits, runs }: Found): number {
  const done = walk.push(sieve.input.subarray(0, length), hits, runs);
  sieve.input.copyWithin(0, done, length);
  return length - done;
}

/** From the repository's folder. */
const corpus = join('..', 'shared', 'corpus', 'pcap');
const copies = 560;

/** Makes the capture if it is not there. */
export function repeatedCorpus(path = '/tmp/davy-bench/mixed.pcap'): string {
  if (existsSync(path)) return path;
  mkdirSync(join(path, '..'), { recursive: true });
  const file = openSync(path, 'w');
  const header = new Uint8Array(24);
  const view = new DataView(header.buffer);
  [0xa1b2c3d4, 0x00040002, 0, 0, 262_144, 1].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  writeSync(file, header);
  const names = readdirSync(corpus).filter((name) => !name.includes('postgresql'));
  const parts = names.map((name) => ({
    miners: /mining/.test(name),
    records: records(readFileSync(join(corpus, name))),
  }));
  for (let copy = 0; copy < copies; copy++)
    for (const { miners, records: each } of parts)
      if (!miners || copy % 20 === 0) writeSync(file, Buffer.concat(each.map((record) => moved(record, copy))));
  closeSync(file);
  return path;
}

/** Each packet as a little-endian pcap record. */
function records(capture: Uint8Array): Uint8Array[] {
  const opened = openCapture(capture);
  const out: Uint8Array[] = [];
  if (opened.status !== 'ok') return out;
  const { reader } = opened.value;
  for (let at = opened.value.at; reader.next(capture, at) === 'packet'; at = reader.end) {
    const record = new Uint8Array(16 + reader.captured);
    const view = new DataView(record.buffer);
    view.setUint32(4, (reader.time % 1000) * 1000, true);
    view.setUint32(8, reader.captured, true);
    view.setUint32(12, reader.captured, true);
    record.set(capture.subarray(reader.dataAt, reader.dataAt + reader.captured), 16);
    out.push(record);
  }
  return out;
}

/** The same packet between other hosts, later. */
function moved(record: Uint8Array, copy: number): Uint8Array {
  new DataView(record.buffer).setUint32(0, 1_700_000_000 + copy * 20, true);
  for (const at of [16 + 14 + 13, 16 + 14 + 17]) {
    record[at] = copy & 255;
    record[at + 1] = ((record[at + 1] ?? 0) & 0x3f) | ((copy >> 2) & 0xc0);
  }
  return record;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = process.argv[2] ?? repeatedCorpus();
  for (let round = 0; round < 5; round++) {
    const { packets, streams, seconds, sieveSeconds, decodeSeconds, packetsPerSecond, peakBytes } =
      measureCapture(path);
    const parts = `sieve ${sieveSeconds.toFixed(2)} s, decoder ${decodeSeconds.toFixed(2)} s`;
    const rate = `${(packetsPerSecond / 1e6).toFixed(2)} million packets/s`;
    process.stdout.write(
      `${packets} packets, ${streams} streams, ${seconds.toFixed(2)} s (${parts}), ${rate}, ${(peakBytes / 1e6).toFixed(0)} MB\n`,
    );
  }
}
