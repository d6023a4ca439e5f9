/** The flows of a made capture, each packet by packet: lookups, scans, pages, long talks, miners. */
import { Dice } from './flows-dice.ts';
import type { CaptureFile } from './flows-file.ts';
import { empty, miningLine, Payloads, text } from './flows-payloads.ts';

export type Kind = 'dns' | 'tls' | 'web' | 'scan' | 'open' | 'miner' | 'tls-miner' | 'talk';

export interface Flow {
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

/** Seconds between two packets of a long conversation, on average; the same for a flow's number and for its client. */
const paceOf = (number: number): number => 1 + (number % 8);

/** Begins flows and writes their packets. */
export class Conversations {
  readonly #dice = new Dice(42);
  readonly #payloads = new Payloads(this.#dice);
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
    else if (step === 3) this.#send(flow, true, this.#payloads.greeting(flow.kind, flow.client), 24);
    else if (step === 4) this.#send(flow, false, this.#payloads.welcome(flow.kind), 24);
    else this.#say(flow);
  }

  #say(flow: Flow): void {
    const dice = this.#dice;
    const { kind, step } = flow;
    if (kind === 'miner') {
      this.#send(flow, step % 2 === 1, miningLine(step), 24);
      return;
    }
    if (kind === 'talk') {
      this.#exchange(flow);
      return;
    }
    if (kind === 'tls-miner' || kind === 'open') {
      const fromClient = step % 3 === 0;
      this.#send(flow, fromClient, this.#payloads.record(fromClient ? 150 : dice.between(80, 400)), 24);
      return;
    }
    // A server's bytes, a bare acknowledgement after every second packet.
    if (step % 3 === 2) {
      this.#send(flow, true, empty, 16);
      return;
    }
    const size = step % 7 === 6 ? dice.between(40, 700) : 1_400;
    if (kind === 'tls') this.#send(flow, step % 7 !== 6, this.#payloads.record(size), 24);
    else this.#send(flow, false, text(`<p>${'lorem ipsum '.repeat(size / 12)}</p>`), 24);
  }

  /** A request, its answer, and an acknowledgement or what the server says unasked. */
  #exchange(flow: Flow): void {
    const dice = this.#dice;
    const place = flow.step % 3;
    if (place === 0) this.#send(flow, true, this.#payloads.record(dice.between(60, 500)), 24);
    else if (place === 1) this.#send(flow, false, this.#payloads.record(dice.between(100, 1_400)), 24);
    else if (flow.step % 2 === 0) this.#send(flow, true, empty, 16);
    else this.#send(flow, false, this.#payloads.record(dice.between(80, 600)), 24);
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
