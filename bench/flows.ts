/**
 * Captures of many flows, written packet by packet, in two forms. The usual one: web pages over TLS and in plain text,
 * DNS lookups, scans that nobody answers, connections that stay open for long, and a few miners, plain and under TLS.
 * The other: fewer conversations under TLS that all go on to the end, each at a pace of its own, where every packet is
 * another flow's than the one before. The same numbers give the same bytes.
 * `node dist/bench/flows.js [--long] [--flows N] [--seconds N] [--peers]` writes one and measures the decoder.
 * Traps: payload of TLS is random bytes, which no sieve likes and no peer can skip; a talk's pauses are shorter than a
 * day's, so more flows are alive at once than in most networks.
 */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCapture } from './capture.ts';
import { folder } from './data.ts';
import { compare, median, ratio } from './measure.ts';
import { capturePeers, davylamp } from './peers.ts';

export interface FlowsForm {
  readonly flows: number;
  /** Of the capture's own time. */
  readonly seconds: number;
  /** Nothing but conversations under TLS that go on to the end. */
  readonly long: boolean;
}

const usual: FlowsForm = { flows: 260_000, seconds: 900, long: false };
const longTalks: FlowsForm = { flows: 2_000, seconds: 3_600, long: true };
/** 2024-01-01, in microseconds. */
const begin = 1_704_067_200_000_000;

/** Seconds between two packets of a long conversation, on average; the same for a flow's number and for its client. */
const paceOf = (number: number): number => 1 + (number % 8);

/** Numbers that are the same in every run. Source: Marsaglia, Xorshift RNGs, 2003. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** From 0 to 1. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return Math.floor(low + this.next() * (high - low));
  }
}

type Kind = 'dns' | 'tls' | 'web' | 'scan' | 'open' | 'miner' | 'tls-miner' | 'talk';

/** How many of a hundred thousand flows are of a kind; the rest are TLS. */
const shares: readonly (readonly [kind: Kind, count: number])[] = [
  ['dns', 38_000],
  ['web', 9_000],
  ['scan', 6_000],
  ['open', 800],
  ['miner', 8],
  ['tls-miner', 8],
];

interface Flow {
  readonly kind: Kind;
  readonly client: number;
  readonly server: number;
  readonly clientPort: number;
  readonly serverPort: number;
  /** Microseconds since the capture's beginning. */
  time: number;
  step: number;
  readonly steps: number;
  clientNext: number;
  serverNext: number;
}

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

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));

/** Packets into a file, a megabyte at a time. */
class CaptureFile {
  packets = 0;
  readonly #file: number;
  readonly #buffer = new Uint8Array(1 << 20);
  readonly #view = new DataView(this.#buffer.buffer);
  #used = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
    [0xa1b2c3d4, 0x00040002, 0, 0, 262_144, 1].forEach((word, i) => {
      this.#view.setUint32(4 * i, word, true);
    });
    this.#used = 24;
  }

  /** Ethernet and IPv4 around a transport header and a payload. */
  write(time: number, from: number, to: number, protocol: number, header: Uint8Array, payload: Uint8Array): void {
    const ip = 20 + header.length + payload.length;
    if (this.#used + 30 + ip > this.#buffer.length) this.#flush();
    const view = this.#view;
    const at = this.#used;
    const micros = begin + time;
    view.setUint32(at, Math.floor(micros / 1e6), true);
    view.setUint32(at + 4, micros % 1e6, true);
    view.setUint32(at + 8, 14 + ip, true);
    view.setUint32(at + 12, 14 + ip, true);
    this.#buffer.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0], at + 16);
    view.setUint32(at + 30, 0x4500_0000 | ip);
    view.setUint32(at + 34, 0);
    view.setUint32(at + 38, (64 << 24) | (protocol << 16));
    view.setUint32(at + 42, from);
    view.setUint32(at + 46, to);
    this.#buffer.set(header, at + 50);
    this.#buffer.set(payload, at + 50 + header.length);
    this.#used = at + 30 + ip;
    this.packets++;
  }

  #flush(): void {
    writeSync(this.#file, this.#buffer, 0, this.#used);
    this.#used = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

/** A ClientHello of 517 bytes up to its random number. */
const helloHead = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3];

/** What stands behind its session's number: ciphers, and extensions up to its end. */
function helloTail(name: Uint8Array): Uint8Array {
  const u16 = (value: number): number[] => [value >> 8, value & 255];
  const ciphers = [0, 6, 0x13, 1, 0x13, 2, 0xc0, 0x2f, 1, 0];
  const serverName = [0, 0, ...u16(name.length + 5), ...u16(name.length + 3), 0, ...u16(name.length), ...name];
  const versions = [0, 43, 0, 5, 4, 3, 4, 3, 3];
  const left = 517 - 76 - ciphers.length - 2 - serverName.length - versions.length - 4;
  const padding = [0, 21, ...u16(left), ...new Array<number>(left).fill(0)];
  const extensions = [...serverName, ...versions, ...padding];
  return Uint8Array.from([...ciphers, ...u16(extensions.length), ...extensions]);
}

const empty = new Uint8Array(0);
const noise = (() => {
  const dice = new Dice(7);
  return new Uint8Array(1 << 20).map(() => dice.between(0, 256));
})();

/** Writes the capture of a form. */
class Writer {
  readonly #dice = new Dice(42);
  readonly #file: CaptureFile;
  readonly #tcp = new Uint8Array(20);
  readonly #tcpView = new DataView(this.#tcp.buffer);

  constructor(file: CaptureFile) {
    this.#file = file;
  }

  /** A flow that begins at this time. */
  begin(kind: Kind, number: number, time: number, seconds: number): Flow {
    const dice = this.#dice;
    const ports: Readonly<Record<Kind, number>> = {
      dns: 53,
      tls: 443,
      web: 80,
      scan: dice.between(1, 1024),
      open: dice.next() < 0.7 ? 443 : 5222,
      miner: 3333,
      'tls-miner': 443,
      talk: 443,
    };
    const left = seconds - time / 1e6;
    const steps: Readonly<Record<Kind, number>> = {
      dns: 2,
      tls: dice.between(10, 30),
      web: dice.between(8, 20),
      scan: dice.between(1, 3),
      open: Math.max(8, Math.floor(left / 15)),
      miner: Math.max(8, Math.floor(left / 10)),
      'tls-miner': Math.max(8, Math.floor(left / 10)),
      talk: Math.max(8, Math.floor(left / paceOf(number))),
    };
    return {
      kind,
      client: 0x0a000000 | (number % 60_000),
      server: kind === 'dns' ? 0x0a010101 : 0x20000000 + dice.between(0, 50_000) * 7,
      clientPort: 1024 + (number % 64_000),
      serverPort: ports[kind],
      time,
      step: 0,
      steps: steps[kind],
      clientNext: dice.between(0, 0x7fff_ffff),
      serverNext: dice.between(0, 0x7fff_ffff),
    };
  }

  /** Writes the flow's next packet; false where it was the last. */
  step(flow: Flow): boolean {
    if (flow.kind === 'dns') this.#lookUp(flow);
    else if (flow.kind === 'scan') this.#send(flow, true, empty, 2);
    else this.#talk(flow);
    flow.step++;
    flow.time += this.#pause(flow);
    return flow.step < flow.steps;
  }

  /** Microseconds to the next packet. */
  #pause({ kind, step, client }: Flow): number {
    const dice = this.#dice;
    if (step < 6) return dice.between(2_000, 40_000);
    // Three packets come together.
    if (kind === 'talk')
      return step % 3 === 0 ? dice.between(1_000_000, 6_000_000 * paceOf(client)) : dice.between(1_000, 90_000);
    if (kind === 'open') return dice.between(5_000_000, 25_000_000);
    if (kind === 'miner' || kind === 'tls-miner') return dice.between(2_000_000, 18_000_000);
    if (kind === 'scan') return 1_000_000;
    return dice.next() < 0.1 ? dice.between(100_000, 3_000_000) : dice.between(100, 30_000);
  }

  #lookUp(flow: Flow): void {
    const asks = flow.step === 0;
    const name = `\x03www\x08site${(flow.server ^ flow.clientPort) % 10_000}`.slice(0, 4);
    const label = `host${flow.clientPort % 9_999}`.padEnd(8, 'x');
    const question = text(`${name}\x08${label}\x07example\x00\x00\x01\x00\x01`);
    const answer = text('\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04');
    const address = Uint8Array.of(32, flow.client & 1, flow.clientPort >> 8, flow.clientPort & 255);
    const flags = asks ? [1, 0] : [0x81, 0x80];
    const head = Uint8Array.of(
      flow.clientPort >> 8,
      flow.clientPort & 255,
      ...flags,
      0,
      1,
      0,
      asks ? 0 : 1,
      0,
      0,
      0,
      0,
    );
    const payload = Buffer.concat(asks ? [head, question] : [head, question, answer, address]);
    const [from, to] = asks ? [flow.client, flow.server] : [flow.server, flow.client];
    const [source, target] = asks ? [flow.clientPort, 53] : [53, flow.clientPort];
    const length = 8 + payload.length;
    const header = Uint8Array.of(source >> 8, source & 255, target >> 8, target & 255, length >> 8, length & 255, 0, 0);
    this.#file.write(flow.time, from, to, 17, header, payload);
  }

  /** A handshake, a greeting each way, what is said, an end. */
  #talk(flow: Flow): void {
    const { kind, step, steps } = flow;
    const ends = kind !== 'open' && kind !== 'talk';
    if (step === 0) this.#send(flow, true, empty, 2);
    else if (step === 1) this.#send(flow, false, empty, 18);
    else if (step === 2) this.#send(flow, true, empty, 16);
    else if (step === steps - 2 && ends) this.#send(flow, true, empty, 17);
    else if (step === steps - 1 && ends) this.#send(flow, false, empty, 17);
    else if (step === 3) this.#send(flow, true, this.#greeting(flow), 24);
    else if (step === 4) this.#send(flow, false, this.#welcome(flow), 24);
    else this.#say(flow);
  }

  #say(flow: Flow): void {
    const dice = this.#dice;
    const { kind, step } = flow;
    if (kind === 'miner') {
      this.#mine(flow);
      return;
    }
    if (kind === 'talk') {
      this.#exchange(flow);
      return;
    }
    if (kind === 'tls-miner' || kind === 'open') {
      const fromClient = step % 3 === 0;
      this.#send(flow, fromClient, this.#record(fromClient ? 150 : dice.between(80, 400)), 24);
      return;
    }
    // A server's bytes, a bare acknowledgement after every second packet.
    if (step % 3 === 2) {
      this.#send(flow, true, empty, 16);
      return;
    }
    const size = step % 7 === 6 ? dice.between(40, 700) : 1_400;
    if (kind === 'tls') this.#send(flow, step % 7 !== 6, this.#record(size), 24);
    else this.#send(flow, false, text(`<p>${'lorem ipsum '.repeat(size / 12)}</p>`), 24);
  }

  /** A request, its answer, and an acknowledgement or what the server says unasked. */
  #exchange(flow: Flow): void {
    const dice = this.#dice;
    const place = flow.step % 3;
    if (place === 0) this.#send(flow, true, this.#record(dice.between(60, 500)), 24);
    else if (place === 1) this.#send(flow, false, this.#record(dice.between(100, 1_400)), 24);
    else if (flow.step % 2 === 0) this.#send(flow, true, empty, 16);
    else this.#send(flow, false, this.#record(dice.between(80, 600)), 24);
  }

  #mine(flow: Flow): void {
    const number = flow.step;
    const job = `{"jsonrpc":"2.0","method":"job","params":{"blob":"${'0'.repeat(152)}","job_id":"${number}","target":"b88d0600"}}\n`;
    const share = `{"id":${number},"jsonrpc":"2.0","method":"submit","params":{"id":"1","job_id":"${number}","nonce":"d0030040","result":"${'0'.repeat(64)}"}}\n`;
    this.#send(flow, number % 2 === 1, text(number % 2 === 1 ? share : job), 24);
  }

  #greeting({ kind, client }: Flow): Uint8Array {
    if (kind === 'miner')
      return text(
        '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"x","pass":"x","agent":"XMRig/6.21.0"}}\n',
      );
    if (kind === 'web')
      return text(
        `GET /page/${client & 0xffff} HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`,
      );
    const hello = this.#noise(517);
    hello.set(helloHead);
    hello.set([32], 43);
    const name = text(`host${String(client % 10_000).padStart(4, '0')}.example.com`);
    hello.set(helloTail(name), 76);
    return hello;
  }

  #welcome({ kind }: Flow): Uint8Array {
    if (kind === 'miner') return text('{"id":1,"jsonrpc":"2.0","result":{"id":"1","status":"OK"}}\n');
    if (kind === 'web') return text('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: bench\r\n\r\n');
    const hello = this.#noise(1_200);
    hello.set([0x16, 3, 3, 0, 82, 2, 0, 0, 78, 3, 3]);
    hello.set([32], 43);
    hello.set([0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4, 0x14, 3, 3, 0, 1, 1, 0x17, 3, 3, 4, 0x4e], 76);
    return hello;
  }

  #record(size: number): Uint8Array {
    const record = this.#noise(size);
    record.set([0x17, 3, 3, (size - 5) >> 8, (size - 5) & 255]);
    return record;
  }

  #noise(size: number): Uint8Array {
    const at = this.#dice.between(0, noise.length - size);
    return noise.slice(at, at + size);
  }

  #send(flow: Flow, fromClient: boolean, payload: Uint8Array, flags: number): void {
    const view = this.#tcpView;
    const [from, to] = fromClient ? [flow.client, flow.server] : [flow.server, flow.client];
    const [source, target] = fromClient ? [flow.clientPort, flow.serverPort] : [flow.serverPort, flow.clientPort];
    view.setUint16(0, source);
    view.setUint16(2, target);
    view.setUint32(4, fromClient ? flow.clientNext : flow.serverNext);
    view.setUint32(8, fromClient ? flow.serverNext : flow.clientNext);
    view.setUint16(12, (5 << 12) | flags);
    view.setUint16(14, 65_535);
    const taken = payload.length + (flags & 1) + ((flags >> 1) & 1);
    if (fromClient) flow.clientNext = (flow.clientNext + taken) >>> 0;
    else flow.serverNext = (flow.serverNext + taken) >>> 0;
    this.#file.write(flow.time, from, to, 6, this.#tcp, payload);
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
export function manyFlows({ flows, seconds, long }: FlowsForm = usual): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${long ? 'long-' : ''}flows-${flows}-${seconds}.pcap`);
  if (existsSync(path)) return path;
  const file = new CaptureFile(`${path}.part`);
  const writer = new Writer(file);
  const agenda = new Agenda();
  // Long ones all begin within the first half.
  const gap = (seconds * 1e6) / flows / (long ? 2 : 1);
  for (let number = 0; number < flows || agenda.first; ) {
    const next = agenda.first;
    if (number < flows && (!next || next.time >= Math.floor(number * gap))) {
      const kind = long ? 'talk' : kindOf(number);
      agenda.add(writer.begin(kind, number, Math.floor(number * gap), seconds));
      number++;
    } else if (next) agenda.settle(!writer.step(next));
  }
  file.close();
  renameSync(`${path}.part`, path);
  return path;
}

/** Whole processes on both forms of capture, all sides in turn; prints Markdown. */
export async function flowsBench(
  say: (line?: string) => void,
  runs: number,
  forms: readonly FlowsForm[] = [usual, longTalks],
): Promise<void> {
  for (const form of forms) await formBench(say, runs, form);
}

async function formBench(say: (line?: string) => void, runs: number, form: FlowsForm): Promise<void> {
  const path = manyFlows(form);
  const { packets } = measureCapture(path);
  const sides = await compare([davylamp(path, 2), davylamp(path), ...capturePeers(path)], runs);
  const [ours] = sides;
  if (!ours) return;
  say(
    `### ${form.flows} ${form.long ? 'long ' : ''}flows, ${packets} packets, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
  );
  say('| | seconds (median) | million packets/s | Davylamp is faster by | peak memory |');
  say('|---|---|---|---|---|');
  for (const side of sides) {
    const seconds = median(side.seconds);
    const faster = side === ours ? '' : `${ratio(side, ours).toFixed(2)} ×`;
    const rate = (packets / 1e6 / seconds).toFixed(2);
    say(`| ${side.name} | ${seconds.toFixed(2)} | ${rate} | ${faster} | ${(side.peakBytes / 1e6).toFixed(0)} MB |`);
  }
  say();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      long: { type: 'boolean', default: false },
      flows: { type: 'string' },
      seconds: { type: 'string' },
      peers: { type: 'boolean', default: false },
    },
  });
  const basis = values.long ? longTalks : usual;
  const form = {
    ...basis,
    flows: Number(values.flows ?? basis.flows),
    seconds: Number(values.seconds ?? basis.seconds),
  };
  const path = manyFlows(form);
  for (let round = 0; round < 4; round++) {
    const { packets, streams, seconds, sieveSeconds, decodeSeconds, peakBytes } = measureCapture(path);
    const parts = `sieve ${sieveSeconds.toFixed(2)} s, decoder ${decodeSeconds.toFixed(2)} s`;
    const rate = (packets / seconds / 1e6).toFixed(2);
    process.stdout.write(
      `${packets} packets, ${streams} parts, ${seconds.toFixed(2)} s (${parts}), ${rate} million packets/s, ${(peakBytes / 1e6).toFixed(0)} MB\n`,
    );
  }
  if (values.peers) await flowsBench((line = '') => process.stdout.write(`${line}\n`), 3, [form]);
}
